package ai.gateway.dialect;

import ai.gateway.dialect.OperationCodec.Question;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.Embeddings;
import ai.gateway.exchange.EmbeddingsRequest;
import ai.gateway.exchange.Operation;
import ai.gateway.exchange.RerankRequest;
import ai.gateway.exchange.Vector.Encoding;
import ai.gateway.testing.Recordings;
import ai.gateway.testing.Recordings.Recording;
import ai.gateway.testing.TypeConfusion;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** Recorded embeddings, rankings and counts, carried through the exchange: into their own dialect again, and into the others. */
class RecordedOperationsTest {

    private static final List<Dialect> DIALECTS = Carried.dialects();

    private static @Nullable OperationCodec<?, ?> codec(Dialect dialect, Operation operation) {
        return switch (operation) {
            case EMBEDDINGS -> dialect.embeddings();
            case RERANK -> dialect.rerank();
            case COUNT_TOKENS -> dialect.countTokens();
            default -> null;
        };
    }

    private static Stream<Recording> of(Operation operation, boolean answered) {
        return Recordings.where(recording -> {
                    Call call = recording.path().isEmpty() ? null : RecordedDialectsTest.call(recording);
                    boolean invoke = call != null && call.dialect().equals("bedrock");
                    return call != null
                            && call.operation() == operation
                            && recording.request() != null
                            && (!invoke || operation == Operation.COUNT_TOKENS)
                            && (!answered || recording.status() == 200);
                })
                .stream();
    }

    static Stream<Recording> embeddings() {
        return of(Operation.EMBEDDINGS, true);
    }

    static Stream<Recording> rankings() {
        return of(Operation.RERANK, true);
    }

    static Stream<Recording> requests() {
        return Stream.of(Operation.EMBEDDINGS, Operation.RERANK, Operation.COUNT_TOKENS)
                .flatMap(operation -> of(operation, false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void readRequest_recorded_isTheSameAfterItWasWritten(Recording recording) {
        Call call = RecordedDialectsTest.call(recording);
        Dialect dialect = RecordedDialectsTest.dialect(recording);
        same(Objects.requireNonNull(codec(dialect, call.operation())), dialect, call, recording);
    }

    private static <Q, A> void same(OperationCodec<Q, A> codec, Dialect dialect, Call call, Recording recording) {
        Q read = codec.readRequest(call, Json.parse(recording.request()));
        String model = Objects.requireNonNullElse(call.model(), "m");
        ChatCall written = codec.writeRequest(read, model, Traits.NONE);
        Call again = new Call(dialect.id(), call.operation(), written.apiPath(), model, null);
        assertThat(codec.readRequest(again, Json.parse(written.body())))
                .usingRecursiveComparison()
                .ignoringFields("model", "extras", "returned", "stream", "documents.json")
                .isEqualTo(read);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("embeddings")
    void embeddings_ofEveryDialect_areTheSameNumbers(Recording recording) {
        Call call = RecordedDialectsTest.call(recording);
        OperationCodec<EmbeddingsRequest, Embeddings> own =
                Objects.requireNonNull(RecordedDialectsTest.dialect(recording).embeddings());
        EmbeddingsRequest asked = own.readRequest(call, Json.parse(recording.request()));
        Embeddings answer = own.readAnswer(Json.parse(recording.response()));
        assertThat(answer.vectors()).hasSameSizeAs(asked.inputs());
        for (Dialect other : DIALECTS) {
            OperationCodec<EmbeddingsRequest, Embeddings> codec = other.embeddings();
            if (codec == null || other.id().equals("bedrock")) {
                continue;
            }
            String path = other.id().equals("gemini") ? "/v1beta/models/m:batchEmbedContents" : "/v2/x";
            Call theirs = new Call(other.id(), Operation.EMBEDDINGS, path, "m", null);
            byte[] written = codec.writeAnswer(answer, new Question<>(theirs, asked, "id", 1));
            Embeddings again = codec.readAnswer(Json.parse(written));
            assertThat(again.vectors().stream().map(vector -> floats(vector.form(Encoding.FLOAT))))
                    .as(other.id())
                    .isEqualTo(answer.vectors().stream()
                            .map(vector -> floats(vector.form(Encoding.FLOAT)))
                            .toList());
            assertThat(again.usage().prompt())
                    .as(other.id())
                    .isEqualTo(answer.usage().prompt());
        }
    }

    private static List<Float> floats(String array) {
        return Json.parse(array.getBytes(UTF_8)).size() == 0
                ? List.of()
                : Stream.of(array.substring(array.indexOf('[') + 1, array.lastIndexOf(']'))
                                .split(","))
                        .map(Float::valueOf)
                        .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rankings")
    void rankings_ofEveryDialect_areTheSamePlaces(Recording recording) {
        Call call = RecordedDialectsTest.call(recording);
        var own = Objects.requireNonNull(RecordedDialectsTest.dialect(recording).rerank());
        RerankRequest asked = own.readRequest(call, Json.parse(recording.request()));
        var answer = own.readAnswer(Json.parse(recording.response()));
        assertThat(answer.places()).isNotEmpty();
        for (Dialect other : DIALECTS) {
            var codec = other.rerank();
            if (codec != null && !other.id().equals("bedrock")) {
                byte[] written = codec.writeAnswer(answer, new Question<>(call, asked, "id", 1));
                assertThat(codec.readAnswer(Json.parse(written)).places()).isEqualTo(answer.places());
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void readRequest_wrongTypes_areToldByTheirPointer(Recording recording) {
        Call call = RecordedDialectsTest.call(recording);
        OperationCodec<?, ?> codec =
                Objects.requireNonNull(codec(RecordedDialectsTest.dialect(recording), call.operation()));
        byte[] body = Objects.requireNonNull(recording.request());
        assumeThat(body.length).as("bytes of the request").isLessThan(5_000);
        assertThat(TypeConfusion.read(new String(body, UTF_8), json -> codec.readRequest(call, json)))
                .isGreaterThan(10);
    }
}
