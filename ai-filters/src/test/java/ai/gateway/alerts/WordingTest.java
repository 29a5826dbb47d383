package ai.gateway.alerts;

import ai.gateway.alerts.Alert.Stage;
import ai.gateway.delivery.Notice;
import ai.gateway.delivery.Receiver.Form;
import ai.gateway.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class WordingTest {

    private static final Instant SINCE = Instant.parse("2026-02-02T02:40:00Z");

    private static Alert alert(Stage stage, String name) {
        return new Alert(
                "alt_1",
                3,
                stage,
                Kind.ERRORS,
                Subject.route(name),
                SINCE,
                SINCE.plus(Duration.ofMinutes(95)),
                "9 of 20 requests in 5m failed (45 %, told from 10 % on)");
    }

    @Test
    void notice_signed_isJsonForPrograms() {
        Notice notice = Wording.notice(alert(Stage.LASTS, "chat"), "gateway-1", Form.SIGNED);

        assertThat(notice.id()).isEqualTo("alt_1-3");
        assertThat(notice.type()).isEqualTo("alert.lasts");
        Json body = Json.parse(notice.body());
        assertThat(body.get("id").text()).isEqualTo("alt_1-3");
        assertThat(body.get("type").text()).isEqualTo("alert.lasts");
        assertThat(body.get("created").text()).isEqualTo("2026-02-02T04:15:00Z");
        assertThat(body.get("data").toString())
                .isEqualTo(
                        "{\"alert\":\"alt_1\",\"kind\":\"errors\",\"of\":\"route\",\"name\":\"chat\",\"from\":\"gateway-1\","
                                + "\"since\":\"2026-02-02T02:40:00Z\","
                                + "\"facts\":\"9 of 20 requests in 5m failed (45 %, told from 10 % on)\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "STARTED|[gw] alert: errors, route chat: 9 of 20",
                "LASTS|[gw] still, for 1h 35m: errors, route chat: 9 of 20",
                "ENDED|[gw] over, after 1h 35m: errors, route chat: 9 of 20"
            })
    void notice_slack_isALineForPeople(Stage stage, String begin) {
        Json body = Json.parse(
                Wording.notice(alert(stage, "chat"), "gw", Form.SLACK).body());

        assertThat(body.get("text").text()).startsWith(begin);
        assertThat(body.size()).isEqualTo(1);
    }

    @Test
    void notice_slack_callsNobodyAndLinksNothing() {
        Alert odd = alert(Stage.STARTED, "<!channel> & <http://evil.example|ok>\n\u0000\"\\");

        assertThat(Json.parse(Wording.notice(odd, "gw", Form.SLACK).body())
                        .get("text")
                        .text())
                .contains("route &lt;!channel&gt; &amp; &lt;http://evil.example|ok&gt;  \"\\: ")
                .doesNotContain("<", ">", "\n", "\u0000");
    }

    @ParameterizedTest
    @CsvSource({"PT0.5S,500ms", "PT1S,1s", "PT90S,1m 30s", "PT5M,5m", "PT3H,3h", "PT3H30M20S,3h 30m", "P1DT2H,1d 2h"})
    void lengths_areAsPeopleWriteThem(Duration length, String written) {
        assertThat(Lengths.of(length)).isEqualTo(written);
    }
}
