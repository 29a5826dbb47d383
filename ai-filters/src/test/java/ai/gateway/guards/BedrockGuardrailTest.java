package ai.gateway.guards;

import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.judge.Matter;
import ai.gateway.judge.Objection;
import ai.gateway.judge.Objection.Mark;
import ai.gateway.judge.Said;
import ai.gateway.testing.SeenRequest;
import ai.gateway.testing.SigV4;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** ApplyGuardrail, signed by the provider's credentials. */
class BedrockGuardrailTest {

    private static final String PATH =
            "/aws/guardrail/arn%3Aaws%3Abedrock%3Aeu-west-1%3A1%3Aguardrail%2Fgr1/version/3/apply";

    @RegisterExtension
    private static final Services services = new Services();

    private static void answers(String json) {
        services.answerEverything(com.github.tomakehurst.wiremock.client.WireMock.okJson(json));
    }

    private static void intervenes(String assessments) {
        answers("{\"action\":\"GUARDRAIL_INTERVENED\",\"outputs\":[],\"usage\":{},\"assessments\":[" + assessments
                + "]}");
    }

    @Test
    void judge_noAction_passes() {
        answers(
                "{\"action\":\"NONE\",\"outputs\":[],\"assessments\":[{\"contentPolicy\":{\"filters\":[{\"type\":\"HATE\","
                        + "\"action\":\"NONE\"}]}}]}");

        assertThat(services.judge("guardrail", Services.request("one", "two"))).isNull();

        LoggedRequest sent = services.only();
        assertThat(sent.getBodyAsString())
                .isEqualTo(
                        "{\"source\":\"INPUT\",\"content\":[{\"text\":{\"text\":\"one\"}},{\"text\":{\"text\":\"two\"}}]}");
        assertThat(sent.getUrl()).isEqualTo(PATH);
        assertThat(new SigV4("AKID", "secret-of-aws", "eu-west-1/bedrock").fault(seen(sent)))
                .isNull();
    }

    private static SeenRequest seen(LoggedRequest sent) {
        List<String> headers = sent.getHeaders().all().stream()
                .flatMap(header -> header.values().stream().map(value -> header.key() + ": " + value))
                .toList();
        return new SeenRequest("POST", sent.getUrl(), headers, sent.getBody(), 0);
    }

    @Test
    void judge_intervention_namesWhatThePoliciesFound() {
        intervenes(
                "{\"topicPolicy\":{\"topics\":[{\"name\":\"Investment Advice\",\"type\":\"DENY\",\"action\":\"BLOCKED\"}]},"
                        + "\"contentPolicy\":{\"filters\":[{\"type\":\"PROMPT_ATTACK\",\"confidence\":\"HIGH\",\"action\":\"BLOCKED\"},"
                        + "{\"type\":\"HATE\",\"action\":\"NONE\"}]}},"
                        + "{\"contextualGroundingPolicy\":{\"filters\":[{\"type\":\"GROUNDING\",\"action\":\"BLOCKED\",\"score\":0.1}]}}");

        assertThat(services.judge("guardrail", Services.answer("x")))
                .isEqualTo(new Objection("investment-advice", "investment-advice, prompt-attack, grounding"));
        assertThat(services.only().getBodyAsString()).startsWith("{\"source\":\"OUTPUT\"");
    }

    @Test
    void judge_matchesThatAreInTheTexts_areMarked() {
        intervenes("{\"sensitiveInformationPolicy\":{\"piiEntities\":[{\"type\":\"EMAIL\",\"match\":\"a@b.example\","
                + "\"action\":\"ANONYMIZED\"}],\"regexes\":[{\"name\":\"ticket no\",\"match\":\"T-1\",\"regex\":\"T-.\",\"action\":\"BLOCKED\"}]},"
                + "\"wordPolicy\":{\"customWords\":[{\"match\":\"heron\",\"action\":\"BLOCKED\"}],"
                + "\"managedWordLists\":[{\"match\":\"damn\",\"type\":\"PROFANITY\",\"action\":\"BLOCKED\"}]}}");

        Objection objection =
                services.judge("guardrail", Services.request("a@b.example or a@b.example", "T-1: damn heron"));

        assertThat(objection.rule()).isEqualTo("word");
        assertThat(objection.marks())
                .containsExactly(
                        new Mark(0, 0, 11, "EMAIL"),
                        new Mark(0, 15, 26, "EMAIL"),
                        new Mark(1, 0, 3, "TICKET_NO"),
                        new Mark(1, 5, 9, "PROFANITY"),
                        new Mark(1, 10, 15, "WORD"));
    }

    @Test
    void judge_oneMatchThatIsNotThere_marksNothing() {
        intervenes(
                "{\"sensitiveInformationPolicy\":{\"piiEntities\":[{\"type\":\"EMAIL\",\"match\":\"a@b.example\",\"action\":\"BLOCKED\"},"
                        + "{\"type\":\"NAME\",\"match\":\"Ann\",\"action\":\"BLOCKED\"}]}}");

        assertThat(services.judge("guardrail", Services.request("a@b.example")))
                .isEqualTo(new Objection("name", "email, name"));
    }

    @Test
    void judge_interventionThatNamesNothing_objects() {
        intervenes("");

        assertThat(services.judge("guardrail", Services.request("x"))).isEqualTo(Objection.to("guardrail"));
    }

    @Test
    void judge_grounded_sendsWhatToolsGaveAndWhatWasAsked() {
        answers("{\"action\":\"NONE\"}");
        Said asked = new Said(Role.USER, "How high?");
        Said given = new Said(Role.TOOL_RESULT, "8849 m");

        services.judge(
                "grounded", Matter.answer(List.of(asked, given), List.of(new Said(Role.ASSISTANT, "8849 m.")), true));

        assertThat(services.only().getUrl()).isEqualTo("/aws/guardrail/gr2/version/DRAFT/apply");
        assertThat(services.only().getBodyAsString())
                .isEqualTo("{\"source\":\"OUTPUT\",\"content\":["
                        + "{\"text\":{\"text\":\"8849 m\",\"qualifiers\":[\"grounding_source\"]}},"
                        + "{\"text\":{\"text\":\"How high?\",\"qualifiers\":[\"query\"]}},"
                        + "{\"text\":{\"text\":\"8849 m.\",\"qualifiers\":[\"guard_content\"]}}]}");
    }

    @Test
    void judge_groundedWithoutSources_sendsTheAnswerAlone() {
        answers("{\"action\":\"NONE\"}");

        services.judge("grounded", Services.answer("8849 m.", new Said(Role.USER, "How high?")));

        assertThat(services.only().getBodyAsString())
                .isEqualTo("{\"source\":\"OUTPUT\",\"content\":[{\"text\":{\"text\":\"8849 m.\"}}]}");
    }

    @Test
    void step_grounded_isTheWholeAnswer() {
        assertThat(services.guard("grounded").step()).isEqualTo(Integer.MAX_VALUE);
        assertThat(services.guard("guardrail").step()).isEqualTo(400);
        assertThat(services.guard("webhook").step()).isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"action\":\"MAYBE\"}", "{\"action\":null}", "{\"message\":\"x\"}"})
    void judge_anythingElse_fails(String answer) {
        answers(answer);

        StepVerifier.create(services.judging("guardrail", Services.request("x")))
                .verifyError(CannotTell.class);
    }
}
