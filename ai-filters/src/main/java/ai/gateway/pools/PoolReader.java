package ai.gateway.pools;

import ai.gateway.condition.Condition;
import ai.gateway.health.BreakerSettings;
import ai.gateway.health.Checks;
import ai.gateway.models.Usd;
import ai.gateway.pools.PoolsProperties.PoolProperties;
import ai.gateway.pools.PoolsProperties.TargetProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Makes one pool of what is written of it. */
final class PoolReader {

    /** Where it is written, with a dot behind. */
    private final String at;

    private final PoolProperties written;

    private PoolReader(String at, PoolProperties written) {
        this.at = at;
        this.written = written;
    }

    static Pool read(String at, String name, PoolProperties written, MemberReader members) {
        return new PoolReader(at, written).read(name, members);
    }

    private Pool read(String name, MemberReader members) {
        return new Pool(
                name,
                members(members),
                written.strategy(),
                by(written.by(), written.strategy()),
                price(written.maxPrice()),
                rules(),
                failover(),
                hedge(),
                breaker(),
                mirror(members),
                queue(),
                written.resume());
    }

    private List<Member> members(MemberReader reader) {
        List<TargetProperties> targets = written.targets();
        Checks.that(at + "targets", "none", !targets.isEmpty(), "at least one");
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            members.add(reader.read(at + "targets[" + i + "]", targets.get(i)));
        }
        return members;
    }

    private Pool.By by(String text, Strategy strategy) {
        if (text.isEmpty()) {
            boolean split = strategy == Strategy.SPLIT;
            return new Pool.By(split ? Pool.By.Kind.USER : Pool.By.Kind.CONVERSATION, "");
        }
        String header =
                text.startsWith("header:") ? text.substring("header:".length()).trim() : "";
        if (!header.isEmpty()) {
            return new Pool.By(Pool.By.Kind.HEADER, header);
        }
        for (Pool.By.Kind kind : Pool.By.Kind.values()) {
            if (kind != Pool.By.Kind.HEADER
                    && kind.name().toLowerCase(Locale.ROOT).equals(text)) {
                return new Pool.By(kind, "");
            }
        }
        throw new IllegalArgumentException(
                at + "by: " + text + " (expected: conversation, user, client or header:<name>)");
    }

    private long price(@Nullable BigDecimal dollars) {
        if (dollars == null) {
            return -1;
        }
        Checks.that(at + "max-price", dollars, dollars.signum() > 0, "> 0");
        return Checks.money(at + "max-price", dollars, Usd::of);
    }

    private List<Pool.Rule> rules() {
        List<Pool.Rule> rules = new ArrayList<>();
        for (int i = 0; i < written.rules().size(); i++) {
            PoolsProperties.Rule rule = written.rules().get(i);
            String where = at + "rules[" + i + "]";
            Checks.that(where + ".require", "nothing", !rule.require().isEmpty(), "at least one tag");
            rules.add(new Pool.Rule(condition(where + ".when", rule.when()), List.copyOf(rule.require())));
        }
        return rules;
    }

    static @Nullable Condition condition(String where, String text) {
        if (text.isBlank()) {
            return null;
        }
        try {
            return Condition.parse(text, Ask.VOCABULARY);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
        }
    }

    private Pool.Failover failover() {
        PoolsProperties.Failover failover = written.failover();
        Checks.atLeast(at + "failover.attempts", failover.attempts(), 1);
        Checks.share(at + "failover.budget", failover.budget());
        Checks.positive(at + "failover.backoff", failover.backoff());
        if (failover.total() != null) {
            Checks.positive(at + "failover.total", failover.total());
        }
        Set<FailureClass> after = Set.copyOf(failover.after());
        return new Pool.Failover(after, failover.attempts(), failover.total(), failover.backoff(), failover.budget());
    }

    private Pool.Hedge hedge() {
        PoolsProperties.Hedge hedge = written.hedge();
        Checks.share(at + "hedge.share", hedge.share());
        if (hedge.after().isEmpty()) {
            return new Pool.Hedge(Duration.ZERO, hedge.share());
        }
        if (hedge.after().equals("p95")) {
            return new Pool.Hedge(null, hedge.share());
        }
        Duration after;
        try {
            after = DurationStyle.detectAndParse(hedge.after());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    at + "hedge.after: " + hedge.after() + " (expected: p95, or a duration such as 300ms)", e);
        }
        Checks.positive(at + "hedge.after", after);
        return new Pool.Hedge(after, hedge.share());
    }

    private @Nullable BreakerSettings breaker() {
        PoolsProperties.Breaker breaker = written.breaker();
        if (!breaker.enabled()) {
            return null;
        }
        try {
            return new BreakerSettings(
                    breaker.window(), breaker.minimumCalls(), breaker.failureRate(), breaker.open(), breaker.probes());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(at + "breaker." + e.getMessage(), e);
        }
    }

    private Pool.@Nullable Mirror mirror(MemberReader members) {
        PoolsProperties.Mirror mirror = written.mirror();
        Checks.share(at + "mirror.share", mirror.share());
        return mirror.to().isEmpty() || mirror.share() == 0
                ? null
                : new Pool.Mirror(
                        members.read(at + "mirror.to", TargetProperties.valueOf(mirror.to())), mirror.share());
    }

    private Pool.Queue queue() {
        PoolsProperties.Queue queue = written.queue();
        Checks.atLeast(at + "queue.size", queue.size(), 0);
        Checks.positive(at + "queue.patience", queue.patience());
        return new Pool.Queue(queue.size(), queue.patience());
    }
}
