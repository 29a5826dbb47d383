package ai.gateway.guard;

import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.judge.Guard;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What a route says of its guards.
 *
 * @param looks what is looked for
 * @param guards who judges
 */
record GuardRules(Looks looks, List<Guard> guards, Scope scope, Manner manner) {

    /**
     * What is judged.
     *
     * @param roles whose texts; all where empty
     * @param lastTurn whether only what has been said since the model's last words
     * @param readsAll whether a request with something in it that cannot be read is refused
     */
    record Scope(Reads reads, Set<Role> roles, boolean lastTurn, boolean readsAll) {

        /** Whether some strings of a request are not looked at. */
        boolean isNarrow() {
            return lastTurn || !roles.isEmpty();
        }

        boolean has(Role role) {
            return roles.isEmpty() || roles.contains(role);
        }
    }

    /**
     * What becomes of objections.
     *
     * @param dry whether nothing but a word of it
     * @param ahead whether a request goes out while guards still think about it, and only its answer waits
     * @param patience with each guard
     * @param keepAlive after how long clients of streams that wait are told that somebody is there
     * @param refusal what is said in place of an answer; null for a failure
     */
    record Manner(
            Action action,
            boolean dry,
            boolean ahead,
            Duration patience,
            Duration keepAlive,
            @Nullable String refusal) {

        /** Whether something is kept from passing. */
        boolean acts() {
            return !dry && action != Action.FLAG;
        }
    }

    GuardRules {
        guards = List.copyOf(guards);
    }

    /** The same, but nothing is done. */
    GuardRules dryly() {
        Manner dry = new Manner(
                manner.action(), true, manner.ahead(), manner.patience(), manner.keepAlive(), manner.refusal());
        return new GuardRules(looks, guards, scope, dry);
    }

    /** What is judged. */
    enum Reads {
        REQUEST,
        ANSWER,
        BOTH
    }

    /** What becomes of what is objected to. */
    enum Action {
        /** It does not pass. */
        BLOCK,
        /** What is objected to is hidden, the rest passes; where nobody knows what that is, nothing does. */
        MASK,
        /** It passes, and the client is told. */
        FLAG
    }
}
