package ai.gateway.observe;

import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.exchange.Usage;
import ai.gateway.ledger.Entry;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.Chronicle;
import ai.gateway.pipeline.Chronicle.Kind;
import ai.gateway.pipeline.Chronicle.Step;
import ai.gateway.pipeline.Outcome;
import ai.gateway.pipeline.Routes;
import ai.gateway.pipeline.Spent;
import ai.gateway.provider.Target;
import org.jspecify.annotations.Nullable;

/** What there is to tell of an exchange that is over, in the words of OpenTelemetry where it has some. */
record Seen(AiExchange exchange, Chronicle chronicle) {

    static final String NONE = "none";

    private static final String PROVIDER_ERROR = "provider_error";

    String route() {
        String id = Routes.id(chronicle.web());
        return id.isEmpty() ? NONE : id;
    }

    String operation() {
        return switch (exchange.call().operation()) {
            case CHAT -> "chat";
            case COMPLETION -> "text_completion";
            case EMBEDDINGS -> "embeddings";
            default -> exchange.call().operation().label();
        };
    }

    /** As the client named it. */
    String asked() {
        String model = chronicle.asked().model();
        return model == null ? NONE : model;
    }

    String provider() {
        Target target = target();
        return target == null ? NONE : semantic(target.provider().name());
    }

    /** Those that have a name of their own there. */
    private static String semantic(String provider) {
        return switch (provider) {
            case "gemini" -> "gcp.gemini";
            case "vertex" -> "gcp.vertex_ai";
            case "bedrock" -> "aws.bedrock";
            case "azure" -> "azure.ai.openai";
            case "mistral" -> "mistral_ai";
            case "xai" -> "x_ai";
            default -> provider;
        };
    }

    /** That answered. */
    String model() {
        String told = chronicle.outcome().facts().model();
        Target target = target();
        return told != null ? told : target == null || target.model() == null ? NONE : String.valueOf(target.model());
    }

    /** Who answered, or the last one who was asked. */
    private @Nullable Target target() {
        Spent last = chronicle.last();
        return last == null ? null : last.target();
    }

    /** {@code none} where nothing went wrong. */
    String error() {
        Outcome outcome = chronicle.outcome();
        Failure failure = outcome.failure();
        if (failure != null) {
            return failure.code() == FailureCode.UPSTREAM_ERROR
                    ? told(failure)
                    : failure.code().wire();
        }
        return switch (outcome.ending()) {
            case CLIENT_GONE -> "client_gone";
            case INCOMPLETE -> "incomplete";
            case COMPLETE, FAILED ->
                outcome.status() >= 400
                        ? Integer.toString(outcome.status())
                        : outcome.facts().failure() != null ? PROVIDER_ERROR : NONE;
        };
    }

    /** As where the provider's own words pass untranslated. */
    private static String told(Failure failure) {
        Failure.Origin origin = failure.origin();
        return origin != null && origin.status() >= 400 ? Integer.toString(origin.status()) : PROVIDER_ERROR;
    }

    /** As it was written down, with what had to be guessed; else as the provider has told it. */
    Usage usage() {
        Entry entry = chronicle.entry();
        return entry == null ? chronicle.outcome().facts().usage() : entry.usage();
    }

    long input() {
        Usage usage = usage();
        return Math.max(0, usage.input()) + Math.max(0, usage.cacheRead()) + Math.max(0, usage.cacheWrite());
    }

    long output() {
        return Math.max(0, usage().output());
    }

    long nanos() {
        return chronicle.until() - chronicle.since();
    }

    /** Until its first content went out; 0 where nothing did. */
    long firstNanos() {
        long first = chronicle.outcome().facts().firstNanos();
        return first == 0 ? 0 : Math.max(1, first - chronicle.since());
    }

    /** What a cache has done; empty where none was asked. */
    String cache() {
        return exchange.notes().value("x-ai-cache");
    }

    /** Our own time: all until somebody was asked, and where nobody was, all of it. */
    long overheadNanos() {
        long first = chronicle.until();
        for (Step step : chronicle.steps()) {
            if (step.kind() == Kind.ATTEMPT) {
                first = Math.min(first, step.from());
            }
        }
        return first - chronicle.since();
    }
}
