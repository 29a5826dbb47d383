package ai.gateway.guards;

import ai.gateway.exchange.Answer;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.ChatRequest.Account;
import ai.gateway.exchange.ChatRequest.Streaming;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Message;
import ai.gateway.exchange.Reasoning;
import ai.gateway.exchange.Sampling;
import ai.gateway.exchange.Usage;
import ai.gateway.pipeline.OwnCalls;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import java.util.List;

/** A chat model that is asked for a judgement. */
record Judge(OwnCalls calls, String model) {

    /**
     * What it says.
     *
     * @param temperature null for the model's own: not all of them let it be set
     */
    Mono<String> ask(List<Message> messages, int maxTokens, @Nullable Double temperature) {
        Sampling sampling = new Sampling(
                maxTokens,
                temperature,
                null,
                Usage.ABSENT,
                null,
                null,
                null,
                List.of(),
                Usage.ABSENT,
                null,
                Usage.ABSENT);
        ChatRequest request = new ChatRequest(
                "",
                model,
                Streaming.WHOLE,
                messages,
                List.of(),
                null,
                null,
                sampling,
                null,
                null,
                Reasoning.UNSAID,
                Account.NONE,
                Extras.NONE);
        return calls.chat(model, request).map(Judge::said);
    }

    static Message message(Message.Role role, String text) {
        return new Message(role, null, List.of(Content.Text.of(text)), Extras.NONE);
    }

    private static String said(Answer answer) {
        if (answer.choices().isEmpty()) {
            throw new CannotTell("no answer");
        }
        StringBuilder said = new StringBuilder();
        for (Content content : answer.choices().get(0).content()) {
            if (content instanceof Content.Text text) {
                said.append(text.text());
            }
        }
        return said.toString().strip();
    }
}
