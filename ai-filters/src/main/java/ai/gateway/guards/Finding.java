package ai.gateway.guards;

import ai.gateway.judge.Objection.Mark;
import org.jspecify.annotations.Nullable;

/**
 * Something that speaks against a text.
 *
 * @param mark where it is; null where the service does not tell, or tells a place that is none
 */
record Finding(String rule, @Nullable Mark mark) {

    /** @param rule as the service calls it */
    static Finding of(String rule) {
        return new Finding(Names.rule(rule), null);
    }

    static Finding at(String rule, Mark mark) {
        return new Finding(Names.rule(rule), mark);
    }
}
