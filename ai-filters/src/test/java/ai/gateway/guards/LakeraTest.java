package ai.gateway.guards;

import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.judge.Matter;
import ai.gateway.judge.Objection;
import ai.gateway.judge.Objection.Mark;
import ai.gateway.judge.Said;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** A conversation as a whole, by the detectors of a project. */
class LakeraTest {

    private static final String PATH = "/lakera/v2/guard";

    @RegisterExtension
    private static final Services services = new Services();

    @Test
    void judge_notFlagged_passes() {
        services.answer(
                PATH,
                "{\"flagged\":false,\"payload\":[],\"breakdown\":[{\"detector_type\":\"pii\",\"detected\":false}]}");

        assertThat(services.judge(
                        "lakera",
                        Matter.request(List.of(
                                new Said(Role.SYSTEM, "s"),
                                new Said(Role.USER, "u"),
                                new Said(Role.ASSISTANT, " "),
                                new Said(Role.TOOL_ARGUMENTS, "{}"),
                                new Said(Role.TOOL_RESULT, "7")))))
                .isNull();

        LoggedRequest sent = services.only();
        assertThat(sent.getHeader("Authorization")).isEqualTo("Bearer secret-of-lakera");
        assertThat(sent.getBodyAsString())
                .isEqualTo(
                        "{\"messages\":[{\"role\":\"system\",\"content\":\"s\"},{\"role\":\"user\",\"content\":\"u\"},"
                                + "{\"role\":\"assistant\",\"content\":\"{}\"},{\"role\":\"tool\",\"content\":\"7\"}],"
                                + "\"project_id\":\"p-1\",\"breakdown\":true,\"payload\":true}");
    }

    @Test
    void judge_detectorsThatTellNoPlace_areNamed() {
        services.answer(
                PATH,
                "{\"flagged\":true,\"payload\":[],\"breakdown\":[{\"detector_type\":\"prompt_attack\",\"detected\":true},"
                        + "{\"detector_type\":\"pii/email\",\"detected\":false},"
                        + "{\"detector_type\":\"moderated_content/hate\",\"detected\":true}]}");

        assertThat(services.judge("lakera", Services.request("x")))
                .isEqualTo(new Objection("prompt-attack", "prompt-attack, moderated-content-hate"));
    }

    @Test
    void judge_detectorsThatTellPlaces_areMarked() {
        services.answer(
                PATH,
                "{\"flagged\":true,\"payload\":[{\"start\":2,\"end\":13,\"text\":\"a@b.example\",\"detector_type\":\"pii/email\","
                        + "\"labels\":[],\"message_id\":1}],\"breakdown\":[{\"detector_type\":\"pii/email\",\"detected\":true}]}");

        Objection objection = services.judge("lakera", Services.request("one", "\uD83D\uDC26 a@b.example"));

        assertThat(objection).isEqualTo(new Objection("pii-email", "pii-email", List.of(new Mark(1, 3, 14, "EMAIL"))));
    }

    @Test
    void judge_placeWithAnotherText_isNone() {
        services.answer(
                PATH,
                "{\"flagged\":true,\"payload\":[{\"start\":0,\"end\":3,\"text\":\"two\",\"detector_type\":\"pii/name\","
                        + "\"message_id\":0}],\"breakdown\":[]}");

        assertThat(services.judge("lakera", Services.request("one"))).isEqualTo(Objection.to("pii-name"));
    }

    @Test
    void judge_flaggedWithoutAWord_objects() {
        services.answer(PATH, "{\"flagged\":true}");

        assertThat(services.judge("lakera", Services.request("x"))).isEqualTo(Objection.to("flagged"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"flagged\":\"false\"}", "{\"flagged\":null}", "{\"breakdown\":[]}"})
    void judge_anythingElse_fails(String answer) {
        services.answer(PATH, answer);

        StepVerifier.create(services.judging("lakera", Services.request("x"))).verifyError(CannotTell.class);
    }
}
