package ai.gateway.health;

import ai.gateway.health.StateChange.Origin;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/**
 * The health of everybody who was ever asked, by id, such as {@code openai/gpt-5.4-mini#key-a}. A new configuration changes
 * nothing in it: the same id has the same health, and goes by the new settings. One id has one set of settings; who wants to
 * judge a target in two ways gives it two ids.
 *
 * <p>Ids may be made of what clients send, and so there is a bound: what nobody has used for an hour is dropped where there
 * are too many, and where that does not help, a newcomer gets a health that is not kept.
 */
public final class Healths {

    private static final int MOST = 10_000;

    private static final long IDLE = Duration.ofHours(1).toNanos();

    private final Breakers breakers;
    private final LongSupplier ticker;
    private final SharedHealth shared;
    private final int most;
    private final ConcurrentMap<String, Health> healths = new ConcurrentHashMap<>();
    private final List<StateListener> listeners = new CopyOnWriteArrayList<>();
    private final Hearsay hearsay;
    private final Sweeps sweeps;

    public Healths(Breakers breakers, LongSupplier ticker) {
        this(breakers, ticker, SharedHealth.NONE);
    }

    public Healths(Breakers breakers, LongSupplier ticker, SharedHealth shared) {
        this(breakers, ticker, shared, MOST);
    }

    Healths(Breakers breakers, LongSupplier ticker, int most) {
        this(breakers, ticker, SharedHealth.NONE, most);
    }

    private Healths(Breakers breakers, LongSupplier ticker, SharedHealth shared, int most) {
        this.breakers = breakers;
        this.ticker = ticker;
        this.shared = shared;
        this.most = most;
        this.hearsay = new Hearsay(ticker, most);
        this.sweeps = new Sweeps(ticker);
        shared.onTold(this::told);
    }

    /** The health of {@code id}, which is made where there is none. */
    public Health of(String id, HealthSettings settings) {
        Health health = healths.get(id);
        if (health == null) {
            health = hasRoom() ? healths.computeIfAbsent(id, any -> make(id, settings)) : make(id, settings);
            hearsay.tell(health);
        }
        health.use(settings);
        return health;
    }

    /** For operators; does not make it, nor count as a use. */
    public Optional<Health> find(String id) {
        return Optional.ofNullable(healths.get(id));
    }

    public Collection<Health> all() {
        return List.copyOf(healths.values());
    }

    /** From now on tells {@code listener} when a breaker changes its state. */
    public void onStateChange(StateListener listener) {
        listeners.add(listener);
    }

    private Health make(String id, HealthSettings settings) {
        return new Health(id, settings, ticker, breakers.make(id, settings.breaker(), ticker, this::tell), shared);
    }

    private void tell(StateChange change) {
        if (change.to() == Breaker.State.OPEN && change.origin() == Origin.SEEN) {
            find(change.id()).ifPresent(Health::tellOpen);
        }
        listeners.forEach(listener -> listener.changed(change));
    }

    /** First put down, then looked for: whoever is made in between learns it there. */
    private void told(Finding finding) {
        hearsay.keep(finding);
        find(finding.id()).ifPresent(health -> health.told(finding));
    }

    /** Several at once may come one too far each, which does no harm. */
    private boolean hasRoom() {
        if (healths.size() < most) {
            return true;
        }
        if (sweeps.isDue()) {
            healths.values().removeIf(health -> health.isForgettable(IDLE));
        }
        return healths.size() < most;
    }
}
