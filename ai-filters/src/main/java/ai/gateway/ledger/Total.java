package ai.gateway.ledger;

import ai.gateway.exchange.Usage;

import java.util.List;

/**
 * What entries of one group come to.
 *
 * @param group one text for each dimension that was asked for; empty where an entry has none
 * @param failed calls that were not answered to their end
 * @param estimated calls some of whose usage is a guess
 * @param tokens by kind, where nothing is absent
 * @param savedNanoUsd what no provider got, since answers were recalled
 */
public record Total(
        List<String> group, long calls, long failed, long estimated, Usage tokens, long nanoUsd, long savedNanoUsd) {

    public Total {
        group = List.copyOf(group);
    }

    Total plus(Total other) {
        return new Total(
                group,
                calls + other.calls,
                failed + other.failed,
                estimated + other.estimated,
                tokens.plus(other.tokens),
                nanoUsd + other.nanoUsd,
                savedNanoUsd + other.savedNanoUsd);
    }
}
