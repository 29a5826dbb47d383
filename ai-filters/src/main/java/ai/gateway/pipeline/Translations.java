package ai.gateway.pipeline;

import ai.gateway.dialect.Asked;
import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.Dialects;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.exchange.Operation;
import ai.gateway.provider.Provider;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.List;

/** Finds out whether and how a request can be said in another dialect. */
final class Translations {

    private final Dialects dialects;
    private final Clock clock;

    Translations(Dialects dialects, Clock clock) {
        this.dialects = dialects;
        this.clock = clock;
    }

    /** Into the first dialect of the provider's that can say it. */
    Translation to(AiExchange ai, Provider provider, @Nullable String model, boolean sse) {
        for (String id : provider.bases().keySet()) {
            Dialect dialect = dialects.get(id);
            if (dialect.chat() != null && isChat(ai)) {
                return to(new Wanted(ai, model, sse), dialect, provider.traits());
            }
        }
        throw untranslated(
                ai,
                "provider " + provider.name() + " speaks " + provider.bases().keySet());
    }

    /** Into this one, at a place of which no more is known. */
    Translation to(AiExchange ai, String dialect, boolean sse) {
        if (!isChat(ai)) {
            throw untranslated(ai, "the route's uri speaks " + dialect);
        }
        return to(new Wanted(ai, null, sse), dialects.get(dialect), Traits.NONE);
    }

    /**
     * Who asks, and how.
     *
     * @param model as the provider calls it; null for what the client calls it
     * @param sse whether a stream is to come as server-sent events, where the client's dialect has another way too
     */
    private record Wanted(AiExchange ai, @Nullable String model, boolean sse) {}

    private Translation to(Wanted wanted, Dialect dialect, Traits traits) {
        AiExchange ai = wanted.ai();
        AiRequest request = ai.request();
        ChatRequest chat = Translation.read(ai.dialect(), request.call(), request.json());
        Asked asked = new Asked(request.call(), chat, dialect.id(), ai.id(), clock.millis() / 1000, wanted.sse());
        String model = wanted.model() == null ? String.valueOf(chat.model()) : wanted.model();
        Translation translation = Translation.of(ai.dialect(), dialect, model, traits, asked);
        List<String> dropped = translation.dropped();
        if (ai.isStrict() && !dropped.isEmpty()) {
            throw new Failure(
                            FailureCode.INVALID_REQUEST,
                            dropped.get(0) + ": cannot be said to a provider that speaks " + dialect.id()
                                    + " (expected: a request without " + String.join(", ", dropped)
                                    + ", or a route that is not strict)",
                            dropped.get(0))
                    .asException();
        }
        return translation;
    }

    private static boolean isChat(AiExchange ai) {
        return ai.request().call().operation() == Operation.CHAT && ai.request().isReadable();
    }

    private static RuntimeException untranslated(AiExchange ai, String what) {
        return Failure.of(
                        FailureCode.UNSUPPORTED_TRANSLATION,
                        "model: " + what + " (expected: " + ai.dialect().id()
                                + ", in which this request is, or a chat)")
                .asException();
    }
}
