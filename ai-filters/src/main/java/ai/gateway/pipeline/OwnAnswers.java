package ai.gateway.pipeline;

import ai.gateway.dialect.ModelList;
import ai.gateway.dialect.OperationCodec;
import ai.gateway.dialect.OperationCodec.Question;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.exchange.Model;
import ai.gateway.exchange.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import java.net.URI;
import java.util.List;
import java.util.Objects;

/** What the gateway answers by itself: which models all its providers have, and how long a prompt is where nobody counts. */
final class OwnAnswers {

    private final Destinations destinations;
    private final ModelCatalogue models;
    private final Itineraries itineraries;

    OwnAnswers(Destinations destinations, ModelCatalogue models, Itineraries itineraries) {
        this.destinations = destinations;
        this.models = models;
        this.itineraries = itineraries;
    }

    /** The answer's body; null where a provider is to be asked. */
    @Nullable
    Mono<byte[]> to(ServerWebExchange exchange, AiExchange ai) {
        return switch (ai.call().operation()) {
            case MODELS -> models(exchange, ai);
            case COUNT_TOKENS -> count(exchange, ai);
            default -> null;
        };
    }

    private @Nullable Mono<byte[]> models(ServerWebExchange exchange, AiExchange ai) {
        URI uri = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR);
        ModelList list = ai.dialect().models();
        String asked = list == null ? null : list.asked(ai.call());
        PermittedModels permitted = new PermittedModels(ai, itineraries);
        String provider = AiUri.isAuto(uri) ? "" : permitted.isOnlyPartOf(uri) ? uri.getHost() : null;
        if (list == null || asked == null || provider == null) {
            return null;
        }
        return models.of(ai.settings()).map(listing -> {
            if (ai.settings().responseHeaders() && !listing.untold().isEmpty()) {
                exchange.getResponse().getHeaders().set("x-ai-untold", String.join(", ", listing.untold()));
            }
            List<Model> models = permitted.of(listing.models(), provider);
            return asked.isEmpty() ? list.write(models) : list.write(one(models, asked));
        });
    }

    private static Model one(List<Model> models, String id) {
        return models.stream()
                .filter(model -> model.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Failure.of(
                                FailureCode.MODEL_NOT_FOUND,
                                "model: " + id
                                        + " is not among those that the providers list (expected: one of GET …/models)")
                        .asException());
    }

    /** Estimated where the provider cannot count: agents ask before every step, and an error would stop them. */
    private @Nullable Mono<byte[]> count(ServerWebExchange exchange, AiExchange ai) {
        if (!canEstimate(ai) || destinations.counts(exchange, Attempt.only(ai))) {
            return null;
        }
        return Mono.just(estimate(exchange, ai));
    }

    boolean canEstimate(AiExchange ai) {
        return ai.call().operation() == Operation.COUNT_TOKENS
                && ai.dialect().countTokens() != null
                && ai.request().isReadable();
    }

    byte[] estimate(ServerWebExchange exchange, AiExchange ai) {
        OperationCodec<ChatRequest, Long> codec =
                Objects.requireNonNull(ai.dialect().countTokens());
        AiRequest request = ai.request();
        ChatRequest chat = codec.readRequest(request.call(), request.json());
        if (ai.settings().responseHeaders()) {
            exchange.getResponse().getHeaders().set("x-ai-estimated", "true");
        }
        return codec.writeAnswer(request.promptTokens(), new Question<>(request.call(), chat, ai.id(), 0));
    }
}
