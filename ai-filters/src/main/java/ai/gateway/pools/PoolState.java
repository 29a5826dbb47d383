package ai.gateway.pools;

import ai.gateway.health.AttemptBudget;
import ai.gateway.health.Gate;
import ai.gateway.health.Percentile;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A pool at work: its targets, and what is counted for all of them together.
 *
 * @param turn whose it is, round robin
 * @param firstEvents how long they take lately
 * @param mirror who looks at a share of the requests, too
 * @param gate where those wait for whom all targets have too many calls; null where one of them may have any number
 */
record PoolState(
        Pool pool,
        List<Node> nodes,
        AtomicInteger turn,
        AttemptBudget retries,
        AttemptBudget hedges,
        Percentile firstEvents,
        @Nullable Node mirror,
        @Nullable Gate gate) {}
