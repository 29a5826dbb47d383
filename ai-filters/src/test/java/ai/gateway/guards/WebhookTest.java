package ai.gateway.guards;

import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.judge.Matter;
import ai.gateway.judge.Objection;
import ai.gateway.judge.Objection.Mark;
import ai.gateway.judge.Said;
import ai.gateway.reach.AddressGuard;
import ai.gateway.reach.AllowList;
import ai.gateway.reach.Signature;
import ai.gateway.testing.Canary;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.http.client.HttpClient;
import reactor.test.StepVerifier;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** A service of one's own: signed, only where the gateway may call, and strict about what it says. */
class WebhookTest {

    @RegisterExtension
    private static final Services services = new Services();

    @Test
    void judge_allowed_passes() {
        services.answer("/hook", "{\"allow\":true}");

        assertThat(services.judge("webhook", Services.request("one", "two"))).isNull();

        LoggedRequest sent = services.only();
        assertThat(sent.getUrl()).isEqualTo("/hook?token=t");
        assertThat(sent.getBodyAsString())
                .isEqualTo("{\"side\":\"request\",\"ended\":true,\"prompt\":[],"
                        + "\"texts\":[{\"role\":\"user\",\"text\":\"one\"},{\"role\":\"user\",\"text\":\"two\"}]}");
        assertThat(sent.getHeader("content-type")).isEqualTo("application/json");
        String signature = sent.getHeader("ai-gateway-signature");
        long seconds = Long.parseLong(signature.substring(2, signature.indexOf(',')));
        assertThat(signature).isEqualTo(Signature.of("secret-of-the-webhook", seconds, sent.getBody()));
        assertThat(seconds).isCloseTo(System.currentTimeMillis() / 1000, org.assertj.core.data.Offset.offset(60L));
    }

    @Test
    void judge_answer_comesWithItsPrompt() {
        services.answer("/hook", "{\"allow\":true}");

        services.judge(
                "webhook",
                Matter.answer(List.of(new Said(Role.TOOL_RESULT, "7")), List.of(new Said(Role.THINKING, "hm")), false));

        assertThat(services.only().getBodyAsString())
                .isEqualTo(
                        "{\"side\":\"answer\",\"ended\":false,\"prompt\":[{\"role\":\"tool-result\",\"text\":\"7\"}],"
                                + "\"texts\":[{\"role\":\"thinking\",\"text\":\"hm\"}]}");
    }

    @Test
    void judge_objection_isToldInItsOwnWords() {
        services.answer(
                "/hook",
                "{\"allow\":false,\"rule\":\"House Rules!\",\"reason\":\"not\\nhere" + "x".repeat(300) + "\"}");

        assertThat(services.judge("webhook", Services.request("one")))
                .isEqualTo(new Objection("house-rules", "not here" + "x".repeat(192)));
    }

    @Test
    void judge_objectionWithMarks_isMarked() {
        services.answer(
                "/hook",
                "{\"allow\":false,\"rule\":\"names\",\"marks\":[{\"text\":1,\"start\":2,\"end\":5,\"type\":\"name\"},"
                        + "{\"text\":0,\"start\":0,\"end\":3}]}");

        assertThat(services.judge("webhook", Services.request("Bob", "\uD83D\uDC26 Ann")))
                .isEqualTo(new Objection(
                        "names", "names", List.of(new Mark(0, 0, 3, "WEBHOOK"), new Mark(1, 3, 6, "NAME"))));
    }

    @Test
    void judge_objectionWithoutAWord_objects() {
        services.answer("/hook", "{\"allow\":false}");

        assertThat(services.judge("webhook", Services.request("one"))).isEqualTo(Objection.to("webhook"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"allow\":\"true\"}",
                "{\"allow\":1}",
                "{\"allow\":null}",
                "{\"allowed\":true}",
                "{\"allow\":false,\"marks\":[{\"text\":1,\"start\":0,\"end\":1}]}",
                "{\"allow\":false,\"marks\":[{\"text\":0,\"start\":2,\"end\":4}]}",
                "{\"allow\":false,\"marks\":[{\"text\":0,\"start\":1,\"end\":1}]}",
                "{\"allow\":false,\"marks\":[{\"start\":0,\"end\":1}]}"
            })
    void judge_anythingElse_fails(String answer) {
        services.answer("/hook", answer);

        StepVerifier.create(services.judging("webhook", Services.request("one")))
                .verifyError(CannotTell.class);
    }

    @Test
    void judge_redirect_isNotFollowed() {
        services.answerEverything(WireMock.temporaryRedirect("/elsewhere"));

        StepVerifier.create(services.judging("webhook", Services.request("one")))
                .verifyErrorMessage("status 302");
        assertThat(services.all()).hasSize(1);
    }

    /** A name that leads inside is as good as an address that is there. */
    @Test
    void judge_addressThatIsNotAllowed_callsNobody() throws IOException {
        try (Canary canary = new Canary(new InetSocketAddress("127.0.0.2", 0))) {
            AddressGuard guard = new AddressGuard(host -> List.of(Canary.address("127.0.0.2")));
            Webhook.Means means = new Webhook.Means(HttpClient.create(), guard, () -> 0);
            Webhook webhook = new Webhook(
                    means,
                    "http://hooks.test:" + canary.port() + "/",
                    "0123456789abcdef",
                    AllowList.of(List.of("127.0.0.1")));

            StepVerifier.create(webhook.judge(Services.request("one")))
                    .verifyErrorMessage("an address that may not be called");
            assertThat(canary.connects()).isZero();
        }
    }
}
