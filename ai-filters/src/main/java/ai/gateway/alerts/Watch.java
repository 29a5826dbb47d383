package ai.gateway.alerts;

import ai.gateway.alerts.Alert.Stage;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Remembers what was told, so that it is told once when it starts and once when it is over, and in between only now and then.
 * Goes by rounds; used by one thread.
 */
final class Watch {

    /** What is found of a subject in a round. */
    enum Verdict {
        GOOD,
        /** Neither begins an alert nor ends one. */
        UNCLEAR,
        BAD
    }

    private record Of(Kind kind, Subject subject) {}

    /** One that is bad, or was told. */
    private static final class Case {

        private final long since;
        private long told;
        private int words;

        Case(long since) {
            this.since = since;
        }

        boolean isTold() {
            return words > 0;
        }
    }

    private final Consumer<Alert> telling;
    private final Map<Of, Case> cases = new HashMap<>();
    private final Set<Of> seen = new HashSet<>();
    private long now;
    private Duration reminder = Duration.ZERO;
    private String from = "";

    Watch(Consumer<Alert> telling) {
        this.telling = telling;
    }

    /** @param by who tells; alerts of several gateways have ids of their own */
    void begin(long millis, Duration remindedAfter, String by) {
        now = millis;
        reminder = remindedAfter;
        from = by;
        seen.clear();
    }

    /**
     * What is found.
     *
     * @param patience how long it must be bad
     */
    void found(Kind kind, Subject subject, Finding finding, Duration patience) {
        Of of = new Of(kind, subject);
        seen.add(of);
        Case known = cases.get(of);
        switch (finding.verdict()) {
            case GOOD -> {
                if (known != null) {
                    end(of, known, finding.facts());
                }
            }
            case UNCLEAR -> {}
            case BAD -> bad(of, known, finding.facts(), patience);
        }
    }

    /** @param facts how it stands, in one sentence */
    record Finding(Verdict verdict, String facts) {}

    private void bad(Of of, @Nullable Case known, String facts, Duration patience) {
        Case one = known;
        if (one == null) {
            one = new Case(now);
            cases.put(of, one);
        }
        if (!one.isTold()) {
            if (now - one.since >= patience.toMillis()) {
                tell(of, one, Stage.STARTED, facts);
            }
        } else if (!reminder.isZero() && now - one.told >= reminder.toMillis()) {
            tell(of, one, Stage.LASTS, facts);
        }
    }

    /** What was not found this time is not there any more. */
    void end(String facts) {
        Set<Of> gone = new HashSet<>(cases.keySet());
        gone.removeAll(seen);
        gone.forEach(of -> {
            Case known = cases.get(of);
            if (known != null) {
                end(of, known, facts);
            }
        });
    }

    private void end(Of of, Case known, String facts) {
        cases.remove(of);
        if (known.isTold()) {
            tell(of, known, Stage.ENDED, facts);
        }
    }

    private void tell(Of of, Case one, Stage stage, String facts) {
        one.told = now;
        one.words++;
        String what = from + '\n' + of.kind().word() + '\n' + of.subject() + '\n' + one.since;
        String id = "alt_"
                + UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .replace("-", "");
        telling.accept(new Alert(
                id,
                one.words,
                stage,
                of.kind(),
                of.subject(),
                Instant.ofEpochMilli(one.since),
                Instant.ofEpochMilli(now),
                facts));
    }

    boolean isTold(Kind kind, Subject subject) {
        Case known = cases.get(new Of(kind, subject));
        return known != null && known.isTold();
    }

    /** Nobody wants to know any more. */
    void forget() {
        cases.clear();
    }
}
