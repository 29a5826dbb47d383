package ai.gateway.testing;

import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The check itself, against the example that AWS has published with its test suite of the signature. */
class SigV4Test {

    private static final SigV4 CHECK =
            new SigV4("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "us-east-1/service");

    /** {@code get-vanilla}. */
    @Test
    void fault_publishedExample_none() {
        assertThat(CHECK.fault(vanilla("/"))).isNull();
    }

    @Test
    void fault_anotherPath_isFound() {
        assertThat(CHECK.fault(vanilla("/x"))).startsWith("signature of\nGET\n/x\n");
    }

    private static SeenRequest vanilla(String path) {
        return new SeenRequest(
                "GET",
                path,
                List.of(
                        "Host: example.amazonaws.com",
                        "X-Amz-Date: 20150830T123600Z",
                        "Authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                                + " SignedHeaders=host;x-amz-date,"
                                + " Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
                new byte[0],
                0);
    }
}
