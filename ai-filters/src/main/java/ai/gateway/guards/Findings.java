package ai.gateway.guards;

import ai.gateway.judge.Objection;
import ai.gateway.judge.Objection.Mark;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The one objection of all that was found. */
final class Findings {

    /** How many calls of one judgement are under way at a time. */
    private static final int AT_ONCE = 8;

    private static final int MOST_NAMED = 5;

    private Findings() {}

    /** Asks all of them. One that fails fails all. */
    static Mono<Objection> of(List<Mono<List<Finding>>> calls) {
        return Flux.fromIterable(calls)
                .flatMapSequential(call -> call, AT_ONCE)
                .collectList()
                .flatMap(found -> Mono.justOrEmpty(
                        objection(found.stream().flatMap(List::stream).toList())));
    }

    /**
     * Its marks are in order, and none overlaps another. It has none where one thing was found without a place: what is left when
     * the others are hidden would pass.
     */
    static @Nullable Objection objection(List<Finding> found) {
        if (found.isEmpty()) {
            return null;
        }
        Finding first =
                found.stream().filter(each -> each.mark() == null).findFirst().orElse(found.get(0));
        String why =
                found.stream().map(Finding::rule).distinct().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return new Objection(first.rule(), why, first.mark() == null ? List.of() : apart(found));
    }

    private static List<Mark> apart(List<Finding> found) {
        List<Mark> apart = new ArrayList<>();
        found.stream()
                .flatMap(each -> Stream.ofNullable(each.mark()))
                .sorted(Comparator.comparingInt(Mark::text)
                        .thenComparingInt(Mark::start)
                        .thenComparing(Mark::end, Comparator.reverseOrder()))
                .forEach(mark -> {
                    Mark last = apart.isEmpty() ? null : apart.get(apart.size() - 1);
                    if (last != null && last.text() == mark.text() && mark.start() < last.end()) {
                        int end = Math.max(last.end(), mark.end());
                        apart.set(apart.size() - 1, new Mark(last.text(), last.start(), end, last.type()));
                    } else {
                        apart.add(mark);
                    }
                });
        return apart;
    }
}
