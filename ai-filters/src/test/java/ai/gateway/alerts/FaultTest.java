package ai.gateway.alerts;

import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.pipeline.Outcome;
import ai.gateway.pipeline.Outcome.Ending;
import ai.gateway.pipeline.Pick;
import ai.gateway.pipeline.Spent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class FaultTest {

    private static Outcome outcome(Ending ending, int status, @Nullable Failure failure) {
        return new Outcome(ending, status, new AnswerFacts(), failure);
    }

    private static Spent attempt(Pick.Result how, @Nullable Failure why) {
        return new Spent(null, new AnswerFacts(), how, Spent.Kind.ASKED, why);
    }

    @ParameterizedTest
    @CsvSource({
        "COMPLETE, 200, NONE",
        "COMPLETE, 400, NONE",
        "COMPLETE, 404, NONE",
        "COMPLETE, 408, PROVIDER",
        "COMPLETE, 429, PROVIDER",
        "COMPLETE, 500, PROVIDER",
        "COMPLETE, 529, PROVIDER",
        "INCOMPLETE, 200, PROVIDER",
        "CLIENT_GONE, 0, NOBODY",
        "CLIENT_GONE, 200, NOBODY"
    })
    void of_whatPasses(Ending ending, int status, Fault fault) {
        Outcome outcome = outcome(ending, status, null);

        assertThat(Fault.of(outcome)).isEqualTo(fault);
        assertThat(Fault.of(attempt(outcome.result(), null), /* last= */ true, outcome))
                .isEqualTo(fault);
    }

    /** What is picked up from the body of an error says no more than its status; in a stream that began well it is all there is. */
    @ParameterizedTest
    @CsvSource({"400, NONE", "404, NONE", "429, PROVIDER", "500, PROVIDER", "200, PROVIDER"})
    void of_whatPassesAndSaysThatItIsAnError_isByItsStatus(int status, Fault fault) {
        AnswerFacts facts = new AnswerFacts();
        facts.fail("no such thing");
        Outcome outcome = new Outcome(Ending.COMPLETE, status, facts, null);

        assertThat(Fault.of(outcome)).isEqualTo(fault);
        assertThat(Fault.of(attempt(outcome.result(), null), /* last= */ true, outcome))
                .isEqualTo(fault);
    }

    @ParameterizedTest
    @EnumSource(FailureCode.class)
    void of_failuresOfOurs_aRefusalIsNobodysFault(FailureCode code) {
        Fault fault = Fault.of(outcome(Ending.FAILED, code.status(), Failure.of(code, "because")));

        assertThat(fault)
                .isEqualTo(
                        code.isClientFault() || code == FailureCode.GATEWAY_STOPPING
                                ? Fault.NOBODY
                                : code.wire().startsWith("upstream") ? Fault.PROVIDER : Fault.GATEWAY);
        assertThat(Fault.of(
                        attempt(Pick.Result.FAILED, Failure.of(code, "because")),
                        /* last= */ false,
                        outcome(Ending.COMPLETE, 200, null)))
                .isEqualTo(fault == Fault.PROVIDER ? Fault.PROVIDER : Fault.NOBODY);
    }

    @ParameterizedTest
    @CsvSource({"0, PROVIDER", "400, NONE", "404, NONE", "422, NONE", "408, PROVIDER", "429, PROVIDER", "503, PROVIDER"
    })
    void of_whatAProviderSays_whenItIsTranslated(int status, Fault fault) {
        Failure said = Failure.told("no", new Failure.Origin(status, "", ""));

        assertThat(Fault.of(outcome(Ending.FAILED, said.status(), said))).isEqualTo(fault);
        assertThat(Fault.of(attempt(Pick.Result.FAILED, said), true, outcome(Ending.FAILED, said.status(), said)))
                .isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource({"UNWANTED, NOBODY", "FAILED, PROVIDER", "ANSWERED, NONE"})
    void of_anAttemptBeforeTheLast_isItsOwn(Pick.Result how, Fault fault) {
        assertThat(Fault.of(attempt(how, null), /* last= */ false, outcome(Ending.COMPLETE, 500, null)))
                .isEqualTo(fault);
    }
}
