package ai.gateway.hooks;

import ai.gateway.delivery.Receivers;

import java.util.List;

/**
 * Who is told what.
 *
 * @param thresholds in percent, the lowest first; none for no events
 * @param tokens whether limits of tokens have events, too
 */
record Hooks(Receivers receivers, List<Integer> thresholds, boolean tokens) {

    Hooks {
        thresholds = List.copyOf(thresholds);
    }
}
