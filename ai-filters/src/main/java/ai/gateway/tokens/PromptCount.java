package ai.gateway.tokens;

import ai.gateway.exchange.Call;
import ai.gateway.exchange.Operation;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

/**
 * How many tokens a request's prompt will have, before anybody has counted them: by a {@linkplain #bound bound} that costs
 * next to nothing, by an {@linkplain #estimate estimate}, or {@linkplain #near nearly}, by the model's own tokeniser where
 * there is one. Whoever has a limit asks for the bound first, and for more only when the bound does not fit.
 */
public final class PromptCount {

    /** Counting this many bytes takes a millisecond or so: too long for an event loop. */
    private static final int BIG = 32 * 1024;

    private final Operation operation;
    private final Json body;
    private final Family family;
    private @Nullable Bound bound;
    private long estimate = -1;

    private PromptCount(Operation operation, Json body, Family family) {
        this.operation = operation;
        this.body = body;
        this.family = family;
    }

    /**
     * Of a request in any dialect.
     *
     * @param body MISSING where there is none in JSON
     * @param provider id of who is asked; null where it is not known yet
     * @param model as that provider calls it; null where it is not known
     */
    public static PromptCount of(Call call, Json body, @Nullable String provider, @Nullable String model) {
        String who = provider == null ? "" : provider;
        return new PromptCount(call.operation(), body, Families.of(who, model == null ? "" : model));
    }

    /** Never fewer than it has, unless it {@linkplain #isOpen is open}. */
    public long bound() {
        long tokens = read().tokens(body.end() - (long) body.start());
        return operation == Operation.RERANK ? tokens + queries() : tokens;
    }

    /** Whether something belongs to the prompt whose length nobody can know here, such as what a provider's tool will find. */
    public boolean isOpen() {
        return read().isOpen();
    }

    /** A guess, by what its characters are. */
    public long estimate() {
        if (estimate < 0) {
            Estimate contents = new Estimate(family);
            new PromptReader(contents).body(body);
            estimate = contents.tokens(isChat());
        }
        return estimate;
    }

    /** By the model's own tokeniser where that is at hand; else the estimate with a margin, that it is seldom too low. */
    public long near(Tokenizers tokenizers) {
        Tokenizer tokenizer = tokenizers.get(family.vocabulary());
        if (tokenizer == null) {
            return Math.min(bound(), estimate() + estimate() / 8 + 8);
        }
        Exact exact = new Exact(tokenizer, family);
        new PromptReader(exact).body(body);
        return exact.tokens(isChat());
    }

    /** Whether {@link #near} would count by the model's own tokeniser; asking makes it be loaded. */
    public boolean isExact(Tokenizers tokenizers) {
        return tokenizers.get(family.vocabulary()) != null;
    }

    /** Whether an estimate or a count takes so long that an event loop should leave it to others. */
    public boolean isBig() {
        return body.end() - body.start() > BIG;
    }

    private boolean isChat() {
        return operation == Operation.CHAT || operation == Operation.COUNT_TOKENS;
    }

    private Bound read() {
        Bound known = bound;
        if (known == null) {
            known = new Bound(family);
            new PromptReader(known).body(body);
            bound = known;
        }
        return known;
    }

    /** The query is read once more with each document. */
    private long queries() {
        Json query = body.get("query");
        return (query.end() - (long) query.start()) * body.get("documents").size();
    }
}
