package ai.gateway.meter;

import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Operation;
import ai.gateway.exchange.Usage;

import static ai.gateway.exchange.Usage.ABSENT;

/**
 * What was used: what the provider told, and what is guessed where it has not, since the stream broke off or since it never
 * tells.
 */
record Consumption(Usage usage, boolean estimated) {

    static Consumption of(MeteredCall call) {
        AnswerFacts facts = call.facts();
        Usage told = facts.usage();
        long seen = facts.seenTokens();
        boolean unfinished = !facts.isWhole() && seen > Math.max(told.output(), 0);
        boolean untold = told.output() == ABSENT && seen > 0;
        Usage usage = unfinished || untold ? told.withOutput(Math.max(seen, told.output())) : told;
        boolean promptless = told.input() == ABSENT && told.prompt() == 0 && call.prompt() > 0;
        boolean read = promptless && call.begun() && readsTokens(call.operation());
        usage = read ? usage.withInput(call.prompt()) : usage;
        return new Consumption(usage, read || (usage.output() != told.output()));
    }

    /** Of all others a count of their prompts says little of what they cost. */
    private static boolean readsTokens(Operation operation) {
        return switch (operation) {
            case CHAT, COMPLETION, EMBEDDINGS -> true;
            case RERANK, IMAGE, SPEECH, TRANSCRIPTION, MODERATION, COUNT_TOKENS, MODELS, FILES, BATCHES, OTHER -> false;
        };
    }
}
