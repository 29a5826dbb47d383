package ai.gateway.log;

import ai.gateway.testing.Metadata;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What editors know of the request log. */
class LogMetadataTest {

    @Test
    void metadata_properties_areDescribed() {
        assertThat(Metadata.describedBelow("ai.gateway.log."))
                .containsExactlyInAnyOrder(
                        "ai.gateway.log.session-header",
                        "ai.gateway.log.feedback-path",
                        "ai.gateway.log.waiting",
                        "ai.gateway.log.store.enabled",
                        "ai.gateway.log.store.keep",
                        "ai.gateway.log.file.path",
                        "ai.gateway.log.file.max-size",
                        "ai.gateway.log.file.files",
                        "ai.gateway.log.otlp.endpoint",
                        "ai.gateway.log.otlp.headers",
                        "ai.gateway.log.otlp.timeout",
                        "ai.gateway.log.kafka.topic",
                        "ai.gateway.log.kafka.properties");
    }
}
