package ai.gateway.admin;

import ai.gateway.testing.Metadata;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What editors know of the admin API. */
class AdminMetadataTest {

    @Test
    void metadata_properties_areDescribed() {
        assertThat(Metadata.describedBy("AdminProperties"))
                .containsExactlyInAnyOrder(
                        "ai.gateway.admin.token",
                        "ai.gateway.admin.tokens",
                        "ai.gateway.admin.path",
                        "ai.gateway.admin.rotation-grace");
    }
}
