package ai.gateway.pipeline;

import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.openai.OpenAiDialect;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.Operation;
import ai.gateway.provider.Catalogue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class SettlementTest {

    private final List<String> settled = new ArrayList<>();
    private AiExchange ai;

    @BeforeEach
    void begin() {
        Settings settings = new Settings(
                new Catalogue(List.of(), Map.of()), Settings.Limits.DEFAULT, Settings.Timeouts.DEFAULT, true);
        Dialect dialect = new OpenAiDialect();
        Call call = Call.of(dialect.id(), Operation.CHAT, "/chat/completions");
        ai = new AiExchange("id", settings, dialect, call, call);
    }

    private Stage stage(String name, Mono<Void> settlement) {
        return new Stage() {
            @Override
            public Mono<Void> settle(AiExchange exchange, Outcome outcome) {
                settled.add(name + " " + outcome.ending());
                return settlement;
            }
        };
    }

    @Test
    void stageThatThrowsFailsOrHangs_keepsNoOtherFromSettling() {
        ai.add(new Stage() {
            @Override
            public Mono<Void> settle(AiExchange exchange, Outcome outcome) {
                throw new IllegalStateException("thrown deliberately");
            }
        });
        ai.add(stage("failing", Mono.error(new IllegalStateException("failed deliberately"))));
        ai.add(stage("hanging", Mono.never()));
        ai.add(stage("last", Mono.empty()));

        ai.finish();

        assertThat(settled).containsExactly("failing CLIENT_GONE", "hanging CLIENT_GONE", "last CLIENT_GONE");
    }

    @Test
    void finish_saidTwice_settlesOnce() {
        ai.add(stage("one", Mono.empty()));
        ai.finish();
        ai.finish();

        assertThat(settled).hasSize(1);
    }

    @Test
    void finish_answerLeftAndNotWritten_isLetGo() {
        List<String> dropped = new ArrayList<>();
        ai.leave(new PendingAnswer(Mono.empty(), () -> dropped.add("first")));
        ai.leave(new PendingAnswer(Mono.empty(), () -> dropped.add("second")));
        ai.finish();

        assertThat(dropped).containsExactly("first", "second");
        assertThat(ai.take()).isNull();
    }

    @Test
    void firstWordAboutTheEnd_counts() {
        ai.add(stage("one", Mono.empty()));
        ai.end(new Outcome(Outcome.Ending.FAILED, 502, ai.facts(), null));
        ai.end(new Outcome(Outcome.Ending.COMPLETE, 200, ai.facts(), null));
        ai.finish();

        assertThat(settled).containsExactly("one FAILED");
    }
}
