package ai.gateway.judge;

import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.judge.Objection.Mark;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** Whether an answer says again what the system prompt says, however it is set: in capitals, apart, backwards, in Base64. */
final class LeakGuard implements Guard {

    /** Letters of all the prompts that are kept: up to 40 bytes each. */
    private static final int MOST_KEPT = 1 << 18;

    private static final String TYPE = "SYSTEM_PROMPT";

    private final String name;

    /** Of prompts that were met; most calls have the same few. */
    private final AtomicReference<Map<List<String>, Shingles>> known = new AtomicReference<>(Map.of());

    LeakGuard(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Mono<Objection> judge(Matter matter) {
        return matter.isAnswer() ? Mono.fromCallable(() -> objection(matter)) : Mono.empty();
    }

    private @Nullable Objection objection(Matter matter) {
        Shingles prompt = prompt(matter.prompt());
        if (prompt.isEmpty()) {
            return null;
        }
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < matter.answer().size(); i++) {
            Said said = matter.answer().get(i);
            if (said.role() == Role.ASSISTANT) {
                Stripped stripped = Stripped.of(said.text());
                marks.addAll(runs(stripped, prompt, i));
                if (marks.isEmpty() && isHidden(said.text(), stripped, prompt)) {
                    return new Objection("encoded", "says the system prompt, in some code");
                }
            }
        }
        return marks.isEmpty() ? null : new Objection("repeated", "says the system prompt", marks);
    }

    private static boolean isHidden(String text, Stripped stripped, Shingles prompt) {
        if (!runs(stripped.reversed(), prompt, 0).isEmpty()) {
            return true;
        }
        boolean[] found = new boolean[1];
        Base64Runs.each(
                text,
                decoded -> found[0] |= !runs(Stripped.of(decoded), prompt, 0).isEmpty());
        return found[0];
    }

    /** Where so many letters follow each other that of each of them, with those before it, a prompt has the like. */
    private static List<Mark> runs(Stripped text, Shingles prompt, int index) {
        List<Mark> runs = new ArrayList<>();
        long hash = 0;
        int first = -1;
        int limit = Integer.MAX_VALUE;
        for (int i = 0; i <= text.length(); i++) {
            int asked = 0;
            if (i < text.length()) {
                hash = Shingles.rolled(hash, text, i);
                asked = i < Shingles.WIDTH - 1 ? 0 : prompt.limit(hash);
            }
            if (asked > 0) {
                first = first < 0 ? i - Shingles.WIDTH + 1 : first;
                limit = Math.min(limit, asked);
            } else if (first >= 0) {
                if (i - first >= limit) {
                    runs.add(new Mark(index, text.place(first), text.place(i - 1) + 1, TYPE));
                }
                first = -1;
                limit = Integer.MAX_VALUE;
            }
        }
        return runs;
    }

    private Shingles prompt(List<Said> prompt) {
        List<String> texts = prompt.stream()
                .filter(said -> said.role() == Role.SYSTEM)
                .map(Said::text)
                .toList();
        Shingles found = Objects.requireNonNull(known.get()).get(texts);
        return found != null ? found : kept(texts, Shingles.of(texts));
    }

    private Shingles kept(List<String> texts, Shingles shingles) {
        known.updateAndGet(before -> {
            int letters = before.values().stream().mapToInt(Shingles::letters).sum();
            Map<List<String>, Shingles> after =
                    letters + shingles.letters() > MOST_KEPT ? new HashMap<>() : new HashMap<>(before);
            after.put(texts, shingles);
            return Map.copyOf(after);
        });
        return shingles;
    }
}
