package ai.gateway.embeddings;

import ai.gateway.semantic.Encoded;
import ai.gateway.semantic.Encoder;
import ai.gateway.semantic.NotEncoded;
import ai.gateway.semantic.NotEncoded.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.core.publisher.Mono;

import java.util.concurrent.CompletionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

class EmbeddingsAutoConfigurationTest {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(EmbeddingsAutoConfiguration.class));

    @Test
    void encoder_asked_hasTheModelSoon_andNothingOfItAfterTheEnd() {
        Encoder[] ended = new Encoder[1];
        runner.withPropertyValues("ai.gateway.embeddings.budget=30s").run(context -> {
            Encoder encoder = context.getBean(Encoder.class);
            ended[0] = encoder;
            assertThat(encoder.model()).isEqualTo("all-minilm-l6-v2-q");
            assertThat(encoder.dimensions()).isEqualTo(384);
            assertThat(encoder.threshold()).isBetween(0.8f, 1f);
            assertThat(threads()).isZero();

            assertThat(reason(encoder)).isEqualTo(Reason.LOADING);
            await().ignoreExceptions()
                    .untilAsserted(() -> assertThat(encoded(encoder).vector()).hasSize(384));
            assertThat(threads()).isEqualTo(1);
        });

        assertThat(reason(ended[0])).isEqualTo(Reason.CLOSED);
        assertThat(threads()).isZero();
    }

    @Test
    void encoder_ofTheHost_isTheOnlyOne() {
        runner.withBean(Encoder.class, Other::new)
                .run(context -> assertThat(context).getBean(Encoder.class).isInstanceOf(Other.class));
    }

    @Test
    void encoder_disabled_isNone() {
        runner.withPropertyValues("ai.gateway.embeddings.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(Encoder.class));
    }

    @ParameterizedTest
    @CsvSource({
        "threads=0, ai.gateway.embeddings.threads: 0 (expected: 1 to 64)",
        "threads=65, ai.gateway.embeddings.threads: 65 (expected: 1 to 64)",
        "queue=0, ai.gateway.embeddings.queue: 0 (expected: >= 1)",
        "budget=0s, ai.gateway.embeddings.budget: PT0S (expected: > 0)",
        "treads=2, treads"
    })
    void properties_outOfRangeOrMisspelt_failTheStart(String property, String why) {
        runner.withPropertyValues("ai.gateway.embeddings." + property)
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining(why));
    }

    private static Encoded encoded(Encoder encoder) {
        return encoder.encode("text").toFuture().join();
    }

    private static Reason reason(Encoder encoder) {
        Throwable failed = catchThrowableOfType(CompletionException.class, () -> encoded(encoder));
        return ((NotEncoded) failed.getCause()).reason();
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("ai-embeddings-"))
                .count();
    }

    private record Other() implements Encoder {

        @Override
        public String model() {
            return "other";
        }

        @Override
        public int dimensions() {
            return 1;
        }

        @Override
        public float threshold() {
            return 1;
        }

        @Override
        public Mono<Encoded> encode(String text) {
            return Mono.empty();
        }
    }
}
