package ai.gateway.app.standin;

import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.OperationCodec;
import ai.gateway.dialect.OperationCodec.Question;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Embeddings;
import ai.gateway.exchange.EmbeddingsRequest;
import ai.gateway.exchange.EmbeddingsRequest.Input;
import ai.gateway.exchange.ImageRequest;
import ai.gateway.exchange.Images;
import ai.gateway.exchange.Ranking;
import ai.gateway.exchange.RerankRequest;
import ai.gateway.exchange.SpeechRequest;
import ai.gateway.exchange.Usage;
import ai.gateway.exchange.Vector;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** What is no chat and has a codec: one question, one whole answer, in any dialect that has the operation. */
final class Operations {
    private static final int MOST_PICTURES = 10;

    private final Dialect dialect;
    private final Call call;
    private final Json body;
    private final String id;
    private final long seconds;

    Operations(Dialect dialect, Call call, Json body, String id, long seconds) {
        this.dialect = dialect;
        this.call = call;
        this.body = body;
        this.id = id;
        this.seconds = seconds;
    }

    /**
     * An operation, as far as it has been understood.
     *
     * @param text that may have directives in it
     */
    record Understood(String text, Supplier<HttpAnswer.Whole> answer) {}

    /** Null where the dialect does not have the operation. */
    @Nullable
    Understood understood() {
        return switch (call.operation()) {
            case EMBEDDINGS -> of(dialect.embeddings(), Operations::text, this::embeddings);
            case RERANK -> of(dialect.rerank(), RerankRequest::query, this::ranking);
            case IMAGE -> of(dialect.images(), ImageRequest::prompt, this::images);
            case SPEECH -> of(dialect.speech(), SpeechRequest::text, request -> Media.tone());
            case COUNT_TOKENS -> of(dialect.countTokens(), Operations::text, request -> (long) tokens());
            default -> null;
        };
    }

    /** Understood by a codec; what it says and what comes of it is the same for all of them. */
    <Q, A> @Nullable Understood of(
            @Nullable OperationCodec<Q, A> codec, Function<Q, String> text, Function<Q, A> operation) {
        if (codec == null) {
            return null;
        }
        Q request = codec.readRequest(call, body);
        Question<Q> asked = new Question<>(call, request, id, seconds);
        return new Understood(
                text.apply(request),
                () -> HttpAnswer.bytes(codec.answerType(asked), codec.writeAnswer(operation.apply(request), asked)));
    }

    static String text(EmbeddingsRequest request) {
        List<Input> inputs = request.inputs();
        return inputs.isEmpty() ? "" : inputs.get(inputs.size() - 1).text();
    }

    private static String text(ChatRequest request) {
        return PromptReader.lastUserText(request.messages());
    }

    private int tokens() {
        return PromptReader.tokens(body);
    }

    private Usage read() {
        return Usage.ofInput(tokens());
    }

    Embeddings embeddings(EmbeddingsRequest request) {
        long wanted = request.dimensions() == Usage.ABSENT ? Vectors.DIMENSIONS : request.dimensions();
        int dimensions = (int) Math.min(wanted, Integer.MAX_VALUE);
        List<Vector> vectors = request.inputs().stream()
                .map(input -> Vector.of(Vector.Encoding.FLOAT, Vectors.json(Vectors.of(said(input), dimensions))))
                .toList();
        return new Embeddings(id, "", vectors, read());
    }

    private static String said(Input input) {
        return input.tokens().isEmpty() ? input.text() : input.tokens().toString();
    }

    /** The most alike first. */
    Ranking ranking(RerankRequest request) {
        float[] query = Vectors.of(request.query(), Vectors.DIMENSIONS);
        List<RerankRequest.Document> documents = request.documents();
        double[] scores = documents.stream()
                .mapToDouble(document -> Vectors.likeness(query, Vectors.of(document.text(), Vectors.DIMENSIONS)))
                .toArray();
        List<Ranking.Place> places = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> scores[i]).reversed())
                .limit(request.top() == Usage.ABSENT ? scores.length : request.top())
                .map(i -> new Ranking.Place(i, Double.toString(scores[i])))
                .toList();
        return new Ranking(id, "", places, read(), 1);
    }

    private Images images(ImageRequest request) {
        int wanted = Math.min(MOST_PICTURES, request.count());
        Usage usage = new Usage(tokens(), Usage.ABSENT, Usage.ABSENT, wanted, Usage.ABSENT);
        return new Images(Collections.nCopies(wanted, Media.picture()), usage);
    }
}
