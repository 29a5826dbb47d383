package ai.gateway.vectors;

import ai.gateway.exchange.Content;
import ai.gateway.exchange.Embeddings;
import ai.gateway.exchange.EmbeddingsRequest;
import ai.gateway.exchange.EmbeddingsRequest.Cut;
import ai.gateway.exchange.EmbeddingsRequest.Input;
import ai.gateway.exchange.EmbeddingsRequest.Purpose;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Usage;
import ai.gateway.exchange.Vector;
import ai.gateway.pipeline.OwnCalls;
import ai.gateway.semantic.Encoded;
import ai.gateway.semantic.Encoder;
import ai.gateway.semantic.NotEncoded;
import ai.gateway.semantic.NotEncoded.Reason;
import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Has a provider make the vectors, one text a call, and no more calls at once than are allowed. */
final class ProviderEncoder implements Encoder {

    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final OwnCalls calls;
    private final String model;
    private final int dimensions;
    private final boolean shortened;
    private final float threshold;
    private final int most;
    private final Duration budget;
    private final AtomicInteger underWay = new AtomicInteger();

    ProviderEncoder(OwnCalls calls, String model, float threshold, EmbeddingsProperties properties) {
        this.calls = calls;
        this.model = model;
        this.threshold = threshold;
        this.dimensions = properties.dimensions();
        this.shortened = properties.shortened();
        this.most = properties.queue();
        this.budget = properties.budget(PATIENCE);
    }

    @Override
    public String model() {
        return model + '/' + dimensions;
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    @Override
    public float threshold() {
        return threshold;
    }

    @Override
    public Mono<Encoded> encode(String text) {
        return Mono.defer(() -> {
            if (underWay.incrementAndGet() > most) {
                underWay.decrementAndGet();
                return Mono.error(new NotEncoded(Reason.QUEUE_FULL, "queue: " + most + " texts are under way already"));
            }
            return calls.embed(model, asked(text))
                    .timeout(budget)
                    .map(this::encoded)
                    .onErrorMap(ProviderEncoder::notEncoded)
                    .doFinally(any -> underWay.decrementAndGet());
        });
    }

    /** Two questions are compared, so both are asked for as the same kind of text. */
    private EmbeddingsRequest asked(String text) {
        return new EmbeddingsRequest(
                "",
                model,
                List.of(Input.of(Content.Text.of(text))),
                Purpose.SIMILARITY,
                shortened ? dimensions : Usage.ABSENT,
                List.of(Vector.Encoding.FLOAT),
                Cut.END,
                Extras.NONE);
    }

    private Encoded encoded(Embeddings told) {
        float[] vector = told.vectors().get(0).floats();
        if (vector.length != dimensions) {
            throw new IllegalArgumentException(
                    "vector: of " + vector.length + " numbers (expected: " + dimensions + ")");
        }
        double squares = 0;
        for (float number : vector) {
            squares += (double) number * number;
        }
        double length = Math.sqrt(squares);
        if (!(length > 0) || Double.isInfinite(length)) {
            throw new IllegalArgumentException("vector: of length " + length + " (expected: a finite one above 0)");
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) length;
        }
        return new Encoded(vector, /* known= */ true);
    }

    private static NotEncoded notEncoded(Throwable why) {
        return why instanceof TimeoutException
                ? new NotEncoded(Reason.TOO_LONG, "provider: it takes too long")
                : new NotEncoded(String.valueOf(why.getMessage()), why);
    }
}
