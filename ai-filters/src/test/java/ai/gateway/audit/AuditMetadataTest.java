package ai.gateway.audit;

import ai.gateway.testing.Metadata;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What editors know of the audit. */
class AuditMetadataTest {

    @Test
    void metadata_properties_areDescribed() {
        assertThat(Metadata.describedBelow("ai.gateway.audit."))
                .containsExactlyInAnyOrder(
                        "ai.gateway.audit.decisions", "ai.gateway.audit.sample", "ai.gateway.audit.directory");
    }
}
