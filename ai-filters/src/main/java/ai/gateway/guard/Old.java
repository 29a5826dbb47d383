package ai.gateway.guard;

import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.injection.Injection;
import ai.gateway.injection.Judgement;
import ai.gateway.injection.Place;
import ai.gateway.judge.Guard;
import ai.gateway.judge.Matter;
import ai.gateway.judge.Objection;
import ai.gateway.judge.Said;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

final class Old {
    private Old() {}

    static Guard injection(double threshold) {
        return new Guard() {
            @Override
            public String name() {
                return "injection";
            }

            @Override
            public Mono<Objection> judge(Matter matter) {
                return matter.isAnswer() ? Mono.empty() : Mono.fromCallable(() -> of(matter, threshold));
            }
        };
    }

    @SuppressWarnings("NullAway")
    private static @Nullable Objection of(Matter matter, double threshold) {
        for (Said said : matter.judged()) {
            Place place =
                    said.role() == Role.USER ? Place.USER : said.role() == Role.TOOL_RESULT ? Place.DOCUMENT : null;
            Judgement judgement = place == null ? null : Injection.judge(said.text(), place);
            if (judgement != null && judgement.score() >= threshold) {
                return new Objection(
                        judgement.signals().get(0).rule(),
                        (place == Place.USER ? "" : "in what a tool gave: ")
                                + judgement.signals().get(0).rule());
            }
        }
        return null;
    }

    static Guard size(long most) {
        return new Guard() {
            @Override
            public String name() {
                return "size";
            }

            @Override
            public Mono<Objection> judge(Matter matter) {
                long sum = matter.judged().stream()
                        .mapToLong(said -> said.text().length())
                        .sum();
                return sum > most && !matter.isAnswer()
                        ? Mono.just(new Objection("size", "over " + most + " characters"))
                        : Mono.empty();
            }
        };
    }
}
