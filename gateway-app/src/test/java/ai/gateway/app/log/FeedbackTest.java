package ai.gateway.app.log;

import ai.gateway.testing.Answer;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.RawHttp;
import ai.gateway.wire.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** What clients think of answers: who may say so, and how it is kept. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith({LeakCheck.class, BlockingCheck.class})
class FeedbackTest {

    private LogBench bench;

    @BeforeAll
    void start(@TempDir Path folder) {
        bench = new LogBench(folder, LogBench.memory("feedback-test"), "");
    }

    @AfterAll
    void stop() {
        bench.close();
    }

    private Answer rate(String body, String... headers) {
        return RawHttp.post(bench.gateway.port(), "/feedback", body, headers);
    }

    private static String good(String id) {
        return "{\"request_id\":\"" + id + "\",\"score\":0.5,\"comment\":\"well said\"}";
    }

    /** At once behind the answer, which may not be in the store yet. */
    @Test
    void rate_byTheSameKey_isKept_andFound() {
        String id = LogBench.id(bench.ask("keyed", "hi", false, "x-api-key: " + LogBench.ALICE));

        Answer thanks = rate(good(id), "Authorization: Bearer " + LogBench.ALICE);
        assertThat(thanks.status()).as(thanks.text()).isEqualTo(204);

        Json feedback = bench.logged(id).get("feedback");
        assertThat(feedback.get("score").decimal(0)).isEqualTo(0.5);
        assertThat(feedback.get("comment").text()).isEqualTo("well said");
        assertThat(feedback.get("by").text()).isEqualTo("alice");
        assertThat(bench.admin("GET", "/requests?key=alice", "").text()).contains("well said");
    }

    @Test
    void rate_byAnother_isToldThatThereIsNone() {
        String id = LogBench.id(bench.ask("keyed", "hi", false, "x-api-key: " + LogBench.ALICE));
        bench.logged(id);
        Answer other = rate(good(id), "x-api-key: " + LogBench.BOB);
        Answer nobody = rate(good(id));
        Answer wrong = rate(good(id), "x-api-key: sk-wrong-0123456789");
        Answer unknown = rate(good("000000000000000000000000"), "x-api-key: " + LogBench.ALICE);

        for (Answer each : new Answer[] {other, nobody, wrong, unknown}) {
            assertThat(each.status()).isEqualTo(404);
            assertThat(each.text()).isEqualTo(unknown.text());
        }
        assertThat(bench.logged(id).get("feedback").isNull()).isTrue();
    }

    @Test
    void rate_whereNoKeyWasAsked_isAnybodysWhoKnowsTheId() {
        String id = LogBench.id(bench.ask("plain", "hi", false));

        assertThat(rate(good(id)).status()).isEqualTo(204);
        assertThat(rate("{\"request_id\":\"" + id + "\",\"score\":-1}", "x-api-key: " + LogBench.BOB)
                        .status())
                .isEqualTo(204);
        Json feedback = bench.logged(id).get("feedback");
        assertThat(feedback.get("score").decimal(0)).isEqualTo(-1);
        assertThat(feedback.get("comment").isNull()).isTrue();
        assertThat(feedback.get("by").text()).isEqualTo("bob");
    }

    @Test
    void rate_byAnAdministrator_isKept() {
        String id = LogBench.id(bench.ask("keyed", "hi", false, "x-api-key: " + LogBench.ALICE));
        bench.logged(id);

        assertThat(bench.admin("POST", "/requests/" + id + "/feedback", "{\"score\":1}")
                        .status())
                .isEqualTo(204);
        assertThat(bench.logged(id).get("feedback").get("by").text()).isEqualTo("admin");
        assertThat(bench.admin("POST", "/requests/none/feedback", "{\"score\":1}")
                        .status())
                .isEqualTo(404);
        Answer wrong = bench.admin("POST", "/requests/" + id + "/feedback", "{\"score\":7}");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text()).contains("\"pointer\":\"/score\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | invalid_json | body",
                "[] | invalid_request | body: no object",
                "{} | invalid_request | request_id: none",
                "{\"request_id\":7,\"score\":1} | invalid_request | request_id: none",
                "{\"request_id\":\"a\"} | invalid_request | score: no number (expected: a number from -1 to 1)",
                "{\"request_id\":\"a\",\"score\":\"1\"} | invalid_request | score: no number",
                "{\"request_id\":\"a\",\"score\":1.5} | invalid_request | score: 1.5",
                "{\"request_id\":\"a\",\"score\":1,\"comment\":7} | invalid_request | comment: of another type",
                "{\"request_id\":\"a\",\"score\":1,\"remark\":\"x\"} | invalid_request | remark: unknown"
            })
    void rate_withSomethingWrong_isToldWhat(String body, String code, String told) {
        Answer answer = rate(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains(code, told);
    }

    @Test
    void rate_tooMuch_isRefused() {
        String start = "{\"request_id\":\"a\",\"score\":1,\"comment\":\"";
        assertThat(rate(start + "x".repeat(2001) + "\"}").text()).contains("comment: 2001 characters");
        assertThat(rate(start + "x".repeat(40_000) + "\"}").status()).isEqualTo(413);
        Answer other = RawHttp.get(bench.gateway.port(), "/feedback");
        assertThat(other.status()).isEqualTo(405);
        assertThat(other.header("allow")).isEqualTo("POST");
    }
}
