package ai.gateway.pipeline;

import ai.gateway.dialect.Asked;
import ai.gateway.dialect.ChatCodec;
import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.Dialects;
import ai.gateway.dialect.OperationCodec;
import ai.gateway.dialect.OperationCodec.Question;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.exchange.Message;
import ai.gateway.exchange.Operation;
import ai.gateway.provider.Provider;
import ai.gateway.provider.Target;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** Finds out whether and how a request can be said in another dialect. */
final class Translations {

    private static final String GO_ON =
            "Your answer was cut off. Go on exactly where it stops, with the very next character."
                    + " Do not repeat anything of it, and do not say anything about this.";

    private final Dialects dialects;
    private final Clock clock;

    Translations(Dialects dialects, Clock clock) {
        this.dialects = dialects;
        this.clock = clock;
    }

    /** Into the first dialect of the provider's that can say it. */
    Translation to(Attempt attempt, Provider provider, @Nullable String model, boolean sse) {
        Dialect dialect = sayable(attempt, provider);
        if (dialect == null) {
            throw untranslated(
                    attempt,
                    "provider " + provider.name() + " speaks "
                            + provider.bases().keySet());
        }
        return to(new Wanted(attempt, model, sse), dialect, provider.traits());
    }

    /** Into this one, at a place of which no more is known. */
    Translation to(Attempt attempt, String dialect, boolean sse) {
        if (!isSaidBy(attempt, dialect)) {
            throw untranslated(attempt, "the route's uri speaks " + dialect);
        }
        return to(new Wanted(attempt, null, sse), dialects.get(dialect), Traits.NONE);
    }

    /** What is needed to read an answer in that dialect. */
    Translation reading(Attempt attempt, String dialect, @Nullable Target target, boolean sse) {
        Traits traits = target == null ? Traits.NONE : target.provider().traits();
        return to(new Wanted(attempt, target == null ? null : target.model(), sse), dialects.get(dialect), traits);
    }

    /** The first of the provider's dialects in which it does what is asked, and can be told so; null for none. */
    @Nullable
    Dialect sayable(Attempt attempt, Provider provider) {
        Operation operation = attempt.request().call().operation();
        if (provider.takes(attempt.dialect().id(), operation) && isSaidBy(attempt, attempt.dialect())) {
            return attempt.dialect();
        }
        for (String id : provider.bases().keySet()) {
            Dialect dialect = dialects.get(id);
            if (provider.takes(id, operation) && isSaidBy(attempt, dialect)) {
                return dialect;
            }
        }
        return null;
    }

    boolean isSaidBy(Attempt attempt, String dialect) {
        return isSaidBy(attempt, dialects.get(dialect));
    }

    private static boolean isSaidBy(Attempt attempt, Dialect dialect) {
        if (!attempt.request().isReadable()) {
            return false;
        }
        return switch (attempt.request().call().operation()) {
            case CHAT -> attempt.dialect().chat() != null && dialect.chat() != null;
            case EMBEDDINGS -> attempt.dialect().embeddings() != null && dialect.embeddings() != null;
            case RERANK -> attempt.dialect().rerank() != null && dialect.rerank() != null;
            case COUNT_TOKENS -> attempt.dialect().countTokens() != null && dialect.countTokens() != null;
            case IMAGE -> attempt.dialect().images() != null && dialect.images() != null;
            case SPEECH -> attempt.dialect().speech() != null && dialect.speech() != null;
            case COMPLETION, TRANSCRIPTION, MODERATION, MODELS, FILES, BATCHES, OTHER -> false;
        };
    }

    /**
     * Who asks, and how.
     *
     * @param model as the provider calls it; null for what the client calls it
     * @param sse whether a stream is to come as server-sent events, where the client's dialect has another way too
     */
    private record Wanted(Attempt attempt, @Nullable String model, boolean sse) {}

    private Translation to(Wanted wanted, Dialect dialect, Traits traits) {
        Attempt attempt = wanted.attempt();
        Translation translation = switch (attempt.request().call().operation()) {
            case EMBEDDINGS -> plain(wanted, dialect, traits, Dialect::embeddings);
            case RERANK -> plain(wanted, dialect, traits, Dialect::rerank);
            case IMAGE -> plain(wanted, dialect, traits, Dialect::images);
            case SPEECH -> plain(wanted, dialect, traits, Dialect::speech);
            case COUNT_TOKENS -> plain(wanted, dialect, traits, Dialect::countTokens);
            default -> chat(wanted, dialect, traits);
        };
        List<String> dropped = translation.dropped();
        if (attempt.ai().isStrict() && !dropped.isEmpty()) {
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

    private ChatTranslation chat(Wanted wanted, Dialect dialect, Traits traits) {
        Attempt attempt = wanted.attempt();
        AiRequest request = attempt.request();
        ChatCodec client = Objects.requireNonNull(attempt.dialect().chat());
        ChatRequest chat = goingOn(client.readRequest(request.call(), request.json()), attempt.said());
        Asked asked = new Asked(request.call(), chat, dialect.id(), attempt.ai().id(), seconds(), wanted.sse());
        return new ChatTranslation(client, dialect, model(wanted), traits, asked);
    }

    /** Not every model goes on by itself when the last word was its own, and some refuse it: so they are asked to. */
    private static ChatRequest goingOn(ChatRequest chat, @Nullable String said) {
        if (said == null || said.isBlank()) {
            return chat;
        }
        List<Message> turns = new ArrayList<>(chat.messages());
        turns.add(turn(Message.Role.ASSISTANT, said.stripTrailing()));
        turns.add(turn(Message.Role.USER, GO_ON));
        return chat.withTools(chat.tools(), turns, chat.toolChoice());
    }

    private static Message turn(Message.Role role, String text) {
        return new Message(role, null, List.of(Content.Text.of(text)), Extras.NONE);
    }

    private <Q, A> PlainTranslation<Q, A> plain(
            Wanted wanted,
            Dialect dialect,
            Traits traits,
            Function<Dialect, @Nullable OperationCodec<Q, A>> operation) {
        Attempt attempt = wanted.attempt();
        AiRequest request = attempt.request();
        OperationCodec<Q, A> client = Objects.requireNonNull(operation.apply(attempt.dialect()));
        OperationCodec<Q, A> provider = Objects.requireNonNull(operation.apply(dialect));
        Q question = client.readRequest(request.call(), request.json());
        return new PlainTranslation<>(
                client,
                provider,
                dialect,
                new Question<>(request.call(), question, attempt.ai().id(), seconds()),
                provider.writeRequest(question, model(wanted), traits));
    }

    private static String model(Wanted wanted) {
        return wanted.model() == null
                ? String.valueOf(wanted.attempt().request().model())
                : wanted.model();
    }

    private long seconds() {
        return clock.millis() / 1000;
    }

    private static RuntimeException untranslated(Attempt attempt, String what) {
        return Failure.of(
                        FailureCode.UNSUPPORTED_TRANSLATION,
                        "model: " + what + " (expected: " + attempt.dialect().id()
                                + ", in which this request is, or an operation that can be translated)")
                .asException();
    }
}
