package ai.gateway.guards;

import ai.gateway.judge.Objection;
import ai.gateway.judge.Objection.Mark;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

/** What many calls found is one objection. */
class FindingsTest {

    @Test
    void of_manyCalls_haveEightUnderWayAtATime() {
        AtomicInteger begun = new AtomicInteger();
        List<Sinks.One<List<Finding>>> answers = new ArrayList<>();
        List<Mono<List<Finding>>> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Sinks.One<List<Finding>> answer = Sinks.one();
            answers.add(answer);
            calls.add(answer.asMono().doOnSubscribe(subscribed -> begun.incrementAndGet()));
        }

        StepVerifier.create(Findings.of(calls))
                .then(() -> assertThat(begun).hasValue(8))
                .then(() -> answers.get(3).tryEmitValue(List.of(Finding.of("b"))))
                .then(() -> answers.get(0).tryEmitValue(List.of(Finding.of("a"))))
                .then(() -> assertThat(begun).hasValueBetween(9, 10))
                .then(() -> answers.forEach(answer -> answer.tryEmitValue(List.of())))
                .expectNext(new Objection("a", "a, b"))
                .verifyComplete();
        assertThat(begun).hasValue(20);
    }

    @Test
    void of_oneCallThatFails_fails() {
        StepVerifier.create(Findings.of(
                        List.of(Mono.just(List.of(Finding.of("a"))), Mono.error(new CannotTell("status 500")))))
                .verifyErrorMessage("status 500");
    }

    @Test
    void objection_ofManyRules_namesFive() {
        List<Finding> found = List.of("a", "b", "a", "c", "d", "e", "f").stream()
                .map(Finding::of)
                .toList();

        assertThat(Findings.objection(found)).isEqualTo(new Objection("a", "a, b, c, d, e"));
    }

    @Test
    void objection_marksThatOverlap_becomeOne() {
        Objection objection = Findings.objection(List.of(
                Finding.at("x", new Mark(1, 3, 8, "X")),
                Finding.at("y", new Mark(1, 5, 10, "Y")),
                Finding.at("z", new Mark(0, 5, 10, "Z")),
                Finding.at("z", new Mark(1, 10, 11, "Z"))));

        assertThat(objection.rule()).isEqualTo("x");
        assertThat(objection.marks())
                .containsExactly(new Mark(0, 5, 10, "Z"), new Mark(1, 3, 10, "X"), new Mark(1, 10, 11, "Z"));
    }
}
