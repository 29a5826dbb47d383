package ai.gateway.guards;

import ai.gateway.judge.Objection;
import ai.gateway.judge.Objection.Mark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/** Personal data, by kind and place. */
class PresidioTest {

    private static final String PATH = "/presidio/analyze";

    @RegisterExtension
    private static final Services services = new Services();

    @Test
    void judge_nothingFound_passes() {
        services.answer(PATH, "[[],[]]");

        assertThat(services.judge("presidio", Services.request("one", "", "two")))
                .isNull();
        assertThat(services.only().getBodyAsString()).isEqualTo("{\"text\":[\"one\",\"two\"],\"language\":\"en\"}");
    }

    @Test
    void judge_settings_areSent() {
        services.answer(PATH, "[[]]");

        assertThat(services.judge("names", Services.answer("one"))).isNull();
        assertThat(services.only().getBodyAsString())
                .isEqualTo(
                        "{\"text\":[\"one\"],\"language\":\"de\",\"entities\":[\"PERSON\"],\"score_threshold\":0.5}");
    }

    /** Places are in code points, finds may overlap. */
    @Test
    void judge_finds_areMarkedApart() {
        services.answer(
                PATH,
                "[[{\"entity_type\":\"PERSON\",\"start\":2,\"end\":5,\"score\":0.85}],"
                        + "[{\"entity_type\":\"URL\",\"start\":4,\"end\":13,\"score\":0.5},"
                        + "{\"entity_type\":\"EMAIL_ADDRESS\",\"start\":2,\"end\":13,\"score\":1.0},"
                        + "{\"entity_type\":\"PERSON\",\"start\":14,\"end\":17,\"score\":0.85}]]");

        Objection objection = services.judge("presidio", Services.request("", "\uD83D\uDC26 Ann", ": a@b.example Bob"));

        assertThat(objection.rule()).isEqualTo("person");
        assertThat(objection.why()).isEqualTo("person, url, email-address");
        assertThat(objection.marks())
                .containsExactly(
                        new Mark(1, 3, 6, "PERSON"),
                        new Mark(2, 2, 13, "EMAIL_ADDRESS"),
                        new Mark(2, 14, 17, "PERSON"));
    }

    @Test
    void judge_findThatIsNowhere_marksNothing() {
        services.answer(
                PATH,
                "[[{\"entity_type\":\"PERSON\",\"start\":0,\"end\":1},{\"entity_type\":\"URL\",\"start\":0,\"end\":9}]]");

        assertThat(services.judge("presidio", Services.request("one"))).isEqualTo(new Objection("url", "person, url"));
    }

    @Test
    void judge_textThatIsCut_marksWhereItIsInTheWhole() {
        services.answer(PATH, "[[{\"entity_type\":\"PERSON\",\"start\":0,\"end\":3}]]");

        Objection objection = services.judge("presidio", Services.request("a".repeat(100_010)));

        assertThat(services.all()).hasSize(2);
        assertThat(objection.marks())
                .containsExactly(new Mark(0, 0, 3, "PERSON"), new Mark(0, 99_800, 99_803, "PERSON"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[[],[]]",
                "[{\"entity_type\":\"PERSON\",\"start\":0,\"end\":1}]",
                "[[{\"start\":0,\"end\":1}]]"
            })
    void judge_anythingElse_fails(String answer) {
        services.answer(PATH, answer);

        StepVerifier.create(services.judging("presidio", Services.request("one")))
                .verifyError(CannotTell.class);
    }
}
