package ai.gateway.hooks;

import ai.gateway.delivery.Receiver;
import ai.gateway.delivery.Receivers;
import ai.gateway.reach.AllowList;

import java.util.List;

/**
 * Who is told what.
 *
 * @param allowed where receivers may be although it is not public
 * @param thresholds in percent, the lowest first; none for no events
 * @param tokens whether limits of tokens have events, too
 */
record Hooks(List<Receiver> receivers, AllowList allowed, List<Integer> thresholds, boolean tokens) {

    Hooks {
        receivers = List.copyOf(receivers);
        thresholds = List.copyOf(thresholds);
    }

    Receivers told() {
        return new Receivers(receivers, allowed);
    }
}
