package ai.gateway.alerts;

import ai.gateway.delivery.Receivers;

import java.time.Duration;

/**
 * Who is told what of failures.
 *
 * @param rules when
 * @param from what this gateway calls itself there
 * @param interval how often it is looked at how things stand
 */
record AlertSettings(Receivers receivers, Rules rules, String from, Duration interval) {

    /** Whether anybody wants to know. */
    boolean isOn() {
        return !receivers.all().isEmpty();
    }
}
