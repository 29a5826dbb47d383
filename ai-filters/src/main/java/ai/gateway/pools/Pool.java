package ai.gateway.pools;

import ai.gateway.condition.Condition;
import ai.gateway.health.BreakerSettings;
import ai.gateway.provider.Target;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Several targets behind one name, and how one of them is found. Immutable.
 *
 * @param by what sticky and split go by
 * @param maxPrice what a request may cost, as the price list has it, in the unit of {@link ai.gateway.models.Usd}; -1 for anything
 * @param breaker null for none
 * @param mirror who looks at a share of the requests, too; null for nobody
 */
record Pool(
        String name,
        List<Member> members,
        Strategy strategy,
        By by,
        long maxPrice,
        List<Rule> rules,
        Failover failover,
        Hedge hedge,
        @Nullable BreakerSettings breaker,
        @Nullable Mirror mirror,
        Queue queue,
        Resume resume) {

    Pool {
        members = List.copyOf(members);
        rules = List.copyOf(rules);
    }

    /** One with nothing said about it: its members in this order. */
    static Pool plain(String name, List<Member> members) {
        return new Pool(
                name,
                members,
                Strategy.ORDERED,
                new By(By.Kind.CONVERSATION, ""),
                -1,
                List.of(),
                new Failover(FailureClass.USUAL, 3, null, Duration.ofMillis(200), 0.2),
                new Hedge(Duration.ZERO, 0),
                BreakerSettings.DEFAULT,
                null,
                new Queue(0, Duration.ofSeconds(1)),
                Resume.NEVER);
    }

    Pool failingOver(Collection<FailureClass> on, int attempts) {
        return new Pool(
                name,
                members,
                strategy,
                by,
                maxPrice,
                rules,
                new Failover(Set.copyOf(on), attempts, failover.total, failover.backoff, failover.budget),
                hedge,
                breaker,
                mirror,
                queue,
                resume);
    }

    /**
     * Whom it may come to ask, in the pools within it too.
     *
     * @param asked the model that those are asked for who name none
     */
    Stream<Target> targets(@Nullable String asked) {
        return members.stream().flatMap(member -> {
            if (member.pool() != null) {
                return member.pool().targets(asked);
            }
            Member.Asks asks = member.asks();
            return asks == null
                    ? Stream.empty()
                    : Stream.of(new Target(asks.provider(), asks.model() == null ? asked : asks.model(), null));
        });
    }

    /** What requests are told apart by, so that the same ones go to the same target. */
    record By(Kind kind, String header) {

        enum Kind {
            CONVERSATION,
            USER,
            CLIENT,
            HEADER
        }
    }

    /** @param when null for all requests */
    record Rule(@Nullable Condition when, List<String> require) {}

    /** @param total null for as long as the route gives */
    record Failover(
            Set<FailureClass> on, int attempts, @Nullable Duration total, Duration backoff, double budget) {

        Failover {
            on = Set.copyOf(on);
        }
    }

    /**
     * When a second target is asked beside the first.
     *
     * @param after {@link Duration#ZERO} for never; null for what most first events take lately
     */
    record Hedge(@Nullable Duration after, double share) {}

    record Mirror(Member to, double share) {}

    record Queue(int size, Duration patience) {}
}
