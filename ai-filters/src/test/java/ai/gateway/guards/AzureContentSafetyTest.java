package ai.gateway.guards;

import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.judge.Matter;
import ai.gateway.judge.Objection;
import ai.gateway.judge.Said;
import ai.gateway.wire.Json;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Severities by category, lists of words, and shields of prompts and documents. */
class AzureContentSafetyTest {

    private static final String ANALYZE = "/azure/contentsafety/text:analyze";
    private static final String SHIELD = "/azure/contentsafety/text:shieldPrompt";
    private static final String ALL = """
            {"blocklistsMatch":[],"categoriesAnalysis":[{"category":"Hate","severity":1},{"category":"SelfHarm","severity":%d},
             {"category":"Sexual","severity":0},{"category":"Violence","severity":%d}]}""";

    @RegisterExtension
    private static final Services services = new Services();

    @Test
    void judge_severitiesBelowTheThreshold_passes() {
        services.answer(ANALYZE, ALL.formatted(0, 1));

        assertThat(services.judge("azure", Services.request("one", "two"))).isNull();

        LoggedRequest sent = services.only();
        assertThat(sent.getUrl()).isEqualTo(ANALYZE + "?api-version=2024-09-01");
        assertThat(sent.getHeader("Ocp-Apim-Subscription-Key")).isEqualTo("secret-of-azure");
        assertThat(sent.getBodyAsString())
                .isEqualTo("{\"text\":\"one\\n\\ntwo\",\"categories\":[\"Hate\",\"SelfHarm\",\"Sexual\",\"Violence\"],"
                        + "\"outputType\":\"EightSeverityLevels\"}");
    }

    @Test
    void judge_severitiesFromTheThresholdOn_areNamed() {
        services.answer(ANALYZE, ALL.formatted(2, 6));

        assertThat(services.judge("azure", Services.answer("x")))
                .isEqualTo(new Objection("self-harm", "self-harm, violence"));
    }

    @Test
    void judge_shielding_asksForAttacksInPromptsAndDocuments() {
        services.answer(
                ANALYZE,
                "{\"blocklistsMatch\":[{\"blocklistName\":\"words\",\"blocklistItemId\":\"1\",\"blocklistItemText\":\"x\"}],"
                        + "\"categoriesAnalysis\":[{\"category\":\"SelfHarm\",\"severity\":3}]}");
        services.answer(
                SHIELD,
                "{\"userPromptAnalysis\":{\"attackDetected\":true},"
                        + "\"documentsAnalysis\":[{\"attackDetected\":false},{\"attackDetected\":true}]}");

        Objection objection = services.judge(
                "shield",
                Matter.request(List.of(
                        new Said(Role.SYSTEM, "s"),
                        new Said(Role.USER, "u"),
                        new Said(Role.TOOL_RESULT, "d1"),
                        new Said(Role.TOOL_RESULT, "d2"))));

        assertThat(objection).isEqualTo(new Objection("blocklist", "blocklist, user-prompt-attack, document-attack"));
        assertThat(services.all())
                .extracting(LoggedRequest::getBodyAsString)
                .containsExactlyInAnyOrder(
                        "{\"text\":\"s\\n\\nu\\n\\nd1\\n\\nd2\",\"categories\":[\"SelfHarm\"],\"blocklistNames\":[\"words\"],"
                                + "\"haltOnBlocklistHit\":false,\"outputType\":\"EightSeverityLevels\"}",
                        "{\"userPrompt\":\"u\",\"documents\":[\"d1\",\"d2\"]}");
    }

    @Test
    void judge_shieldingAnAnswer_asksForNoAttacks() {
        services.answer(ANALYZE, "{\"categoriesAnalysis\":[{\"category\":\"SelfHarm\",\"severity\":0}]}");

        assertThat(services.judge("shield", Services.answer("x"))).isNull();
        assertThat(services.only().getUrl()).startsWith(ANALYZE);
    }

    /** What stands on a cut is whole in one of the parts. */
    @Test
    void judge_longText_isJudgedInParts() {
        services.answer(ANALYZE, ALL.formatted(0, 0));
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            text.append(i).append(' ');
        }

        assertThat(services.judge("azure", Services.request(text.toString()))).isNull();

        List<String> parts = new ArrayList<>();
        services.all()
                .forEach(
                        sent -> parts.add(Json.parse(sent.getBody()).get("text").text()));
        assertThat(parts).hasSize(3).allMatch(part -> part.length() <= 10_000);
        for (int i = 1; i < 4_999; i++) {
            String number = " " + i + " ";
            assertThat(parts).anyMatch(part -> part.contains(number));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"categoriesAnalysis\":[]}",
                "{\"categoriesAnalysis\":[{\"category\":\"Hate\",\"severity\":0}]}",
                "{\"blocklistsMatch\":[]}"
            })
    void judge_answerThatTellsNotAll_fails(String answer) {
        services.answer(ANALYZE, answer);

        StepVerifier.create(services.judging("azure", Services.request("x"))).verifyError(CannotTell.class);
    }

    /** A category without a severity is as severe as can be. */
    @Test
    void judge_severityMissing_objects() {
        services.answer(ANALYZE, ALL.formatted(0, 0).replace("\"severity\":1", "\"level\":1"));

        assertThat(services.judge("azure", Services.request("x"))).isEqualTo(Objection.to("hate"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"documentsAnalysis\":[]}",
                "{\"userPromptAnalysis\":{\"attackDetected\":false},\"documentsAnalysis\":[{\"attackDetected\":false}]}",
                "{\"userPromptAnalysis\":{\"attackDetected\":\"false\"},\"documentsAnalysis\":[]}"
            })
    void judge_shieldThatTellsNotAll_fails(String answer) {
        services.answer(ANALYZE, "{\"categoriesAnalysis\":[{\"category\":\"SelfHarm\",\"severity\":0}]}");
        services.answer(SHIELD, answer);

        StepVerifier.create(services.judging("shield", Services.request("x"))).verifyError(CannotTell.class);
    }
}
