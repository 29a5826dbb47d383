package ai.gateway.alerts;

import java.time.Duration;
import java.time.Instant;

/**
 * What is told.
 *
 * @param id of the alert, from its start to its end
 * @param word how many of its words this is, from 1
 * @param since when it was like that first
 * @param at when it is told
 * @param facts how it stands, in one sentence with figures and without anything that was said
 */
record Alert(String id, int word, Stage stage, Kind kind, Subject subject, Instant since, Instant at, String facts) {

    enum Stage {
        STARTED("alert.started"),
        LASTS("alert.lasts"),
        ENDED("alert.ended");

        private final String type;

        Stage(String type) {
            this.type = type;
        }

        String type() {
            return type;
        }
    }

    /** How long it lasts, or has lasted. */
    Duration age() {
        return Duration.between(since, at);
    }
}
