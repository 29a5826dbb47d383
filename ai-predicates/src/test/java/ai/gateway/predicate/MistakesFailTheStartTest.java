package ai.gateway.predicate;

import ai.gateway.testing.RunningGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** A route that means something else than it says must not go into service. */
class MistakesFailTheStartTest {

    @EnableAutoConfiguration
    static class App {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "predicates | { name: AiModel, args: { modells: gpt-* } }           | AiModel     | modells",
                "predicates | AiModel=                                              | AiModel     | models",
                "predicates | { name: AiOperation, args: { operation: chat } }      | AiOperation | operation",
                "predicates | AiOperation=chatt                                     | AiOperation | chatt",
                "predicates | AiDialect=opnai                                       | dialect     | opnai",
                "predicates | { name: AiDialect, args: { dialects: openai, x: 1 } } | AiDialect   | x",
                "predicates | AiStream=perhaps                                      | AiStream    | perhaps",
                "predicates | AiTools=true, false                                   | AiTools     | one too many",
                "predicates | AiModality=pictures                                   | AiModality  | pictures",
                "predicates | AiTokens=10, 5                                        | AiTokens    | max: 5",
                "predicates | AiTokens=-1                                           | AiTokens    | min: -1",
                "predicates | { name: AiKeyTag, args: { tag: a } }                  | AiKeyTag    | tag",
                "predicates | AiSample=101                                          | AiSample    | percent: 101",
                "predicates | { name: AiSample, args: { percent: 5, slat: x } }     | AiSample    | slat",
                "predicates | AiModell=gpt-*                                        | AiModell    | expected: AiModel",
                "filters    | AiTimeout=1s                                          | AiTimeout   | expected: AiTimeouts",
                "filters    | { name: AiModelMap, args: { model: a=b } }            | AiModelMap  | model",
                "filters    | AiModelMap=a                                          | models      | from=to",
                "filters    | { name: AiDefaults, args: { sett: a=1 } }             | AiDefaults  | sett",
                "filters    | AiOverrides=temperature                               | set         | name=value",
                "filters    | AiTimeouts=1s, 1s, 1s, 1s                             | AiTimeouts  | one too many",
                "filters    | { name: AiTimeouts, args: { firstEvnt: 1s } }         | AiTimeouts  | first",
                "filters    | AiTimeouts=soon                                       | AiTimeouts  | soon",
                "filters    | AiTimeouts=0s                                         | first-event | expected: > 0",
                "filters    | AiTranslate=klingon                                   | dialect     | klingon",
                "filters    | { name: AiTimeouts, args: { total: 1s, dry-rnu: 1 } } | AiTimeouts  | rnu",
            })
    void start_withAMistake_failsAndNamesIt(String kind, String line, String owner, String argument) {
        String other = kind.equals("filters") ? "  predicates: [ Path=/** ]\n" : "";
        String yaml = "spring.cloud.gateway.server.webflux.routes:\n- id: r\n  uri: http://127.0.0.1:1\n" + other + "  "
                + kind + ":\n  - " + line + "\n";

        Throwable failure =
                catchThrowable(() -> RunningGateway.start(App.class, yaml).close());

        assertThat(failure).as(yaml).isNotNull();
        assertThat(messages(failure)).contains(owner).contains(argument);
    }

    @Test
    void start_withAMistakeInADefaultFilter_fails() {
        String yaml = "spring.cloud.gateway.server.webflux.default-filters: [ \"AiTimeouts=1s, 2s, x\" ]";

        assertThat(messages(catchThrowable(
                        () -> RunningGateway.start(App.class, yaml).close())))
                .contains("default-filters: AiTimeouts: total");
    }

    private static String messages(Throwable failure) {
        StringBuilder messages = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            messages.append(cause.getMessage()).append('\n');
        }
        return messages.toString();
    }
}
