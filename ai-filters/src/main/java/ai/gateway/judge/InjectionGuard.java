package ai.gateway.judge;

import ai.gateway.injection.Injection;
import ai.gateway.injection.Judgement;
import ai.gateway.injection.Place;
import ai.gateway.injection.Signal;
import ai.gateway.judge.Objection.Mark;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The words of users and of tools, each by what they have no business with. */
final class InjectionGuard implements Guard {

    private final double threshold;

    InjectionGuard(double threshold) {
        if (!(threshold > 0 && threshold <= 1)) {
            throw new IllegalArgumentException("injection: " + threshold + " (expected: above 0, up to 1)");
        }
        this.threshold = threshold;
        Injection.ready();
    }

    @Override
    public String name() {
        return "injection";
    }

    @Override
    public Mono<Objection> judge(Matter matter) {
        return matter.isAnswer() ? Mono.empty() : Mono.fromCallable(() -> objection(matter.prompt()));
    }

    private @Nullable Objection objection(List<Said> prompt) {
        for (int i = 0; i < prompt.size(); i++) {
            Place place = place(prompt.get(i));
            Judgement judgement =
                    place == null ? null : Injection.judge(prompt.get(i).text(), place);
            if (judgement != null && judgement.score() >= threshold) {
                return objection(i, place, judgement.signals());
            }
        }
        return null;
    }

    private static @Nullable Place place(Said said) {
        return switch (said.role()) {
            case USER -> Place.USER;
            case TOOL_RESULT -> Place.DOCUMENT;
            case SYSTEM, ASSISTANT, THINKING, TOOL_ARGUMENTS -> null;
        };
    }

    private static Objection objection(int text, @Nullable Place place, List<Signal> signals) {
        String rules = signals.stream().map(Signal::rule).distinct().collect(Collectors.joining(", "));
        List<Mark> marks = signals.stream()
                .filter(signal -> signal.end() > signal.start())
                .map(signal -> new Mark(text, signal.start(), signal.end(), type(signal.rule())))
                .toList();
        String rule = signals.isEmpty() ? "injection" : signals.get(0).rule();
        return new Objection(rule, (place == Place.USER ? "" : "in what a tool gave: ") + rules, marks);
    }

    private static String type(String rule) {
        return rule.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
