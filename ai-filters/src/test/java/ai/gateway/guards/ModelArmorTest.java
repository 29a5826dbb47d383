package ai.gateway.guards;

import ai.gateway.judge.Objection;
import ai.gateway.judge.Objection.Mark;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/** The filters of a template, for prompts and for answers. */
class ModelArmorTest {

    private static final String TEMPLATE = "/armor/v1/projects/p/locations/europe-west4/templates/t";
    private static final String NOTHING = """
            {"sanitizationResult":{"filterMatchState":"NO_MATCH_FOUND","invocationResult":"%s","filterResults":{
              "csam":{"csamFilterFilterResult":{"executionState":"EXECUTION_SUCCESS","matchState":"NO_MATCH_FOUND"}}}}}""";

    @RegisterExtension
    private static final Services services = new Services();

    private static void matches(String filters) {
        services.answer(
                TEMPLATE + ":sanitizeUserPrompt",
                "{\"sanitizationResult\":{\"filterMatchState\":\"MATCH_FOUND\",\"invocationResult\":\"SUCCESS\",\"filterResults\":{"
                        + filters + "}}}");
    }

    @Test
    void judge_prompt_isShownWithTheProvidersCredential() {
        services.answer(TEMPLATE + ":sanitizeUserPrompt", NOTHING.formatted("SUCCESS"));

        assertThat(services.judge("armor", Services.request("one", "two"))).isNull();

        LoggedRequest sent = services.only();
        assertThat(sent.getBodyAsString()).isEqualTo("{\"userPromptData\":{\"text\":\"one\\n\\ntwo\"}}");
        assertThat(sent.getHeader("Authorization")).isEqualTo("Bearer secret-of-google");
    }

    @Test
    void judge_answer_isShownWithATokenOfItsOwn() {
        services.answer(
                "/armor/v1/projects/p/locations/l/templates/t:sanitizeModelResponse", NOTHING.formatted("SUCCESS"));

        assertThat(services.judge("token", Services.answer("one"))).isNull();

        assertThat(services.only().getBodyAsString()).isEqualTo("{\"modelResponseData\":{\"text\":\"one\"}}");
        assertThat(services.only().getHeader("Authorization")).isEqualTo("Bearer secret-of-google");
    }

    @Test
    void judge_matches_areNamedByFilterAndKind() {
        matches("\"rai\":{\"raiFilterResult\":{\"executionState\":\"EXECUTION_SUCCESS\",\"matchState\":\"MATCH_FOUND\","
                + "\"raiFilterTypeResults\":{\"hate_speech\":{\"matchState\":\"NO_MATCH_FOUND\"},"
                + "\"dangerous\":{\"confidenceLevel\":\"HIGH\",\"matchState\":\"MATCH_FOUND\"}}}},"
                + "\"pi_and_jailbreak\":{\"piAndJailbreakFilterResult\":{\"matchState\":\"MATCH_FOUND\"}},"
                + "\"malicious_uris\":{\"maliciousUriFilterResult\":{\"matchState\":\"NO_MATCH_FOUND\"}}");

        assertThat(services.judge("armor", Services.request("x")))
                .isEqualTo(new Objection("dangerous", "dangerous, pi-and-jailbreak"));
    }

    /** Ranges are of code points, in numbers that Google writes as strings, and of texts that went out as one. */
    @Test
    void judge_sensitiveData_isMarkedInItsText() {
        matches(
                "\"sdp\":{\"sdpFilterResult\":{\"inspectResult\":{\"executionState\":\"EXECUTION_SUCCESS\",\"matchState\":\"MATCH_FOUND\","
                        + "\"findings\":[{\"infoType\":\"EMAIL_ADDRESS\",\"likelihood\":\"LIKELY\",\"location\":{"
                        + "\"byteRange\":{\"start\":\"9\",\"end\":\"20\"},\"codepointRange\":{\"start\":\"6\",\"end\":\"17\"}}},"
                        + "{\"infoType\":\"PERSON_NAME\",\"location\":{\"codepointRange\":{\"end\":\"2\"}}}]}}}");

        Objection objection = services.judge("armor", Services.request("\uD83D\uDC26x", "; a@b.example"));

        assertThat(objection.rule()).isEqualTo("email-address");
        assertThat(objection.marks())
                .containsExactly(new Mark(0, 0, 3, "PERSON_NAME"), new Mark(1, 2, 13, "EMAIL_ADDRESS"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"inspectResult\":{\"matchState\":\"MATCH_FOUND\"}",
                "\"deidentifyResult\":{\"matchState\":\"MATCH_FOUND\",\"infoTypes\":[\"EMAIL_ADDRESS\"]}",
                "\"inspectResult\":{\"matchState\":\"MATCH_FOUND\",\"findingsTruncated\":true,\"findings\":[{\"infoType\":\"X\","
                        + "\"location\":{\"codepointRange\":{\"start\":\"0\",\"end\":\"1\"}}}]}",
                "\"inspectResult\":{\"matchState\":\"MATCH_FOUND\",\"findings\":[{\"infoType\":\"SDP\",\"location\":{\"codepointRange\":{\"start\":\"0\",\"end\":\"99\"}}}]}"
            })
    void judge_sensitiveDataThatIsNotAllPlaced_marksNothing(String result) {
        matches("\"sdp\":{\"sdpFilterResult\":{" + result + "}}");

        Objection objection = services.judge("armor", Services.request("abc"));

        assertThat(objection.rule()).isEqualTo("sdp");
        assertThat(objection.marks()).isEmpty();
    }

    @Test
    void judge_matchThatNamesNothing_objects() {
        matches("");

        assertThat(services.judge("armor", Services.request("x"))).isEqualTo(Objection.to("model-armor"));
    }

    /** A filter that was skipped, such as of a text that is too long for it, has not judged. */
    @ParameterizedTest
    @ValueSource(strings = {"PARTIAL", "FAILURE", ""})
    void judge_notAllFiltersRan_fails(String invocation) {
        services.answer(TEMPLATE + ":sanitizeUserPrompt", NOTHING.formatted(invocation));

        StepVerifier.create(services.judging("armor", Services.request("x"))).verifyError(CannotTell.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "t",
                "projects/p/locations/l/templates/",
                "projects/p/locations/l/templates/t/x",
                "projects/p/locations/l x/templates/t"
            })
    void location_ofWhatIsNoTemplate_isNone(String template) {
        assertThat(ModelArmor.location(template)).isNull();
    }
}
