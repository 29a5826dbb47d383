package ai.gateway.cache;

import ai.gateway.exchange.ChatRequest;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.AiRequest;
import ai.gateway.pipeline.Question;
import ai.gateway.pipeline.Recall;
import ai.gateway.pipeline.Recollection;
import org.jspecify.annotations.Nullable;

/**
 * What one exchange may remember.
 *
 * @param caller who calls, if nobody has told the gateway
 * @param trials what of the provider's is tried out by headers, and so may be answered otherwise; empty for nothing
 */
record Remembering(Cache cache, Rules rules, Wishes wishes, String caller, String route, String trials)
        implements Recall {

    /** Raised when the same bytes would mean something else. */
    private static final int VERSION = 1;

    @Override
    public @Nullable Recollection of(Question question) {
        ChatRequest chat = QuestionPrint.chat(question);
        String bypass = bypass(question.request(), chat);
        if (bypass != null) {
            AiExchange exchange = question.exchange();
            exchange.notes().put("x-ai-cache", "bypass");
            exchange.notes().put("x-ai-cache-reason", bypass);
            return null;
        }
        String partition = rules.sharing().partition(question.exchange(), caller, route);
        Print print = print(question, partition);
        QuestionPrint.put(print, question, chat);
        return new Remembered(this, question, chat, partition, print.take());
    }

    /** Whose, where and of whom: what all prints of a question begin with. */
    Print print(Question question, String partition) {
        Print print = new Print()
                .put(VERSION)
                .put(cache.epoch())
                .put(partition)
                .put(wishes.namespace())
                .put(trials);
        QuestionPrint.place(print, question);
        return print;
    }

    private @Nullable String bypass(AiRequest request, @Nullable ChatRequest chat) {
        if (!wishes.keep()) {
            return "asked";
        }
        if (chat != null && chat.extras().fields().containsKey("conversation")) {
            return "state"; // what is asked depends on what the provider has kept meanwhile
        }
        return switch (request.call().operation()) {
            case CHAT, COMPLETION, EMBEDDINGS, RERANK, IMAGE, SPEECH, MODERATION -> null;
            case TRANSCRIPTION, COUNT_TOKENS, MODELS, FILES, BATCHES, OTHER -> "operation";
        };
    }
}
