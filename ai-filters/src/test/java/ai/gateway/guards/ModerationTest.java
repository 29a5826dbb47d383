package ai.gateway.guards;

import ai.gateway.judge.Objection;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/** The moderation endpoint: each text's own result, by its categories or by their scores. */
class ModerationTest {

    private static final String PATH = "/openai/v1/moderations";
    private static final String RESULT = """
            {"flagged":%1$s,"categories":{"hate":false,"hate/threatening":%1$s,"illicit":null,"violence":%1$s},
             "category_scores":{"hate":0.1,"hate/threatening":0.39,"illicit":0.9,"violence":%2$s}}""";

    @RegisterExtension
    private static final Services services = new Services();

    private static void results(String... results) {
        services.answer(PATH, "{\"id\":\"modr-1\",\"model\":\"m\",\"results\":[" + String.join(",", results) + "]}");
    }

    @Test
    void judge_nothingFlagged_passes() {
        results(RESULT.formatted(false, 0.01), RESULT.formatted(false, 0.01));

        assertThat(services.judge("moderation", Services.request("one \"1\"", " ", "two")))
                .isNull();

        LoggedRequest sent = services.only();
        assertThat(sent.getBodyAsString())
                .isEqualTo("{\"model\":\"omni-moderation-latest\",\"input\":[\"one \\\"1\\\"\",\"two\"]}");
        assertThat(sent.getHeader("Authorization")).isEqualTo("Bearer secret-of-openai");
    }

    @Test
    void judge_oneTextFlagged_namesTheCategories() {
        results(RESULT.formatted(false, 0.01), RESULT.formatted(true, 0.9));

        assertThat(services.judge("moderation", Services.request("one", "two")))
                .isEqualTo(new Objection("hate-threatening", "hate-threatening, violence"));
    }

    @Test
    void judge_withThreshold_goesByScoresOfTheCategoriesThatAreNamed() {
        results(RESULT.formatted(false, 0.4));

        assertThat(services.judge("violence", Services.request("one"))).isEqualTo(Objection.to("violence"));
        results(RESULT.formatted(true, 0.3999));
        assertThat(services.judge("violence", Services.request("one"))).isNull();
    }

    @Test
    void judge_moreThanGoesIntoOneCall_makesSeveral() {
        String text = "a".repeat(15_000);
        results(RESULT.formatted(false, 0.01));

        assertThat(services.judge("moderation", Services.request(text, text))).isNull();
        assertThat(services.all()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"results\":[]}",
                "{\"results\":[{\"categories\":{\"hate\":false}},{\"categories\":{\"hate\":false}}]}",
                "{\"results\":[{\"flagged\":false}]}",
                "{\"results\":[{\"categories\":{},\"category_scores\":{}}]}",
                "{\"results\":[{\"categories\":{\"violence\":\"no\"},\"category_scores\":{\"violence\":\"0\"}}]}"
            })
    void judge_answerThatTellsNothing_fails(String answer) {
        services.answer(PATH, answer);

        StepVerifier.create(services.judging("moderation", Services.request("one")))
                .verifyError(CannotTell.class);
        StepVerifier.create(services.judging("violence", Services.request("one")))
                .verifyError(CannotTell.class);
    }

    @Test
    void judge_categoryThatTheModelDoesNotKnow_fails() {
        services.answer(PATH, "{\"results\":[{\"category_scores\":{\"violence\":0.1,\"hate\":0.1}}]}");

        StepVerifier.create(services.judging("violence", Services.request("one")))
                .verifyErrorMessage("not all of the categories");
    }
}
