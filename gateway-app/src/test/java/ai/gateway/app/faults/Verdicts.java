package ai.gateway.app.faults;

import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.pipeline.Outcome;
import ai.gateway.testing.RawHttp.Ending;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What a client must see, and the ledger must say, of an exchange that went wrong. */
final class Verdicts {

    private static final JsonMapper MAPPER = new JsonMapper();

    private Verdicts() {}

    /** A whole answer in the gateway's own name: the dialect's error, and a connection in good order. */
    static void assertRefused(Bench.Told told, Wire wire, FailureCode code) {
        assertThat(told.answer().status()).as(told.text()).isEqualTo(code.status());
        assertThat(told.answer().ending()).isEqualTo(Ending.CLEAN_END);
        assertThat(told.answer().header("content-type")).isEqualTo("application/json");
        assertError(told.text(), wire, code);
        assertFailed(told, code);
    }

    /** A stream that broke off: the dialect's error event and then no end. */
    static void assertBrokenOff(Bench.Told told, Wire wire, FailureCode code) {
        assertThat(told.answer().status()).as(told.text()).isEqualTo(200);
        assertThat(told.answer().ending()).as(told.text()).isIn(Ending.CLOSED, Ending.RESET);
        String[] frames = told.text().split("\n\n");
        String last = frames[frames.length - 1];
        assertThat(last.startsWith("event: error\n")).as(last).isEqualTo(wire == Wire.ANTHROPIC);
        assertError(last.substring(last.indexOf("data: ") + 6), wire, code);
        assertFailed(told, code);
    }

    static void assertUsage(Bench.Told told, long input, long output) {
        assertThat(told.settled().outcome().facts().usage().input()).isEqualTo(input);
        assertThat(told.settled().outcome().facts().usage().output()).isEqualTo(output);
    }

    private static void assertFailed(Bench.Told told, FailureCode code) {
        assertThat(told.settled().ending()).isEqualTo(Outcome.Ending.FAILED);
        Failure failure = told.settled().outcome().failure();
        assertThat(failure).isNotNull();
        assertThat(failure.code()).as(failure.message()).isEqualTo(code);
    }

    static void assertError(String text, Wire wire, FailureCode code) {
        JsonNode json = MAPPER.readTree(text);
        JsonNode error = json.path("error");
        assertThat(error.path("message").asString("")).as(text).isNotBlank().hasSizeLessThan(400);
        switch (wire) {
            case OPENAI -> assertThat(error.path("code").asString("")).isEqualTo(code.wire());
            case ANTHROPIC -> {
                assertThat(json.path("type").asString("")).isEqualTo("error");
                assertThat(error.path("type").asString("")).isNotBlank();
                assertThat(json.path("request_id").asString("")).isNotBlank();
            }
            case GEMINI -> {
                assertThat(error.path("code").asInt()).isEqualTo(code.status());
                assertThat(error.path("details").path(0).path("reason").asString(""))
                        .isEqualToIgnoringCase(code.wire());
            }
        }
    }
}
