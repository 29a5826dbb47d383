package ai.gateway.health;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
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

    /** A flood of new ids must not make each of them look through all the others. */
    private static final long BETWEEN_SWEEPS = Duration.ofSeconds(10).toNanos();

    private final Breakers breakers;
    private final LongSupplier ticker;
    private final int most;
    private final ConcurrentMap<String, Health> healths = new ConcurrentHashMap<>();
    private final List<StateListener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong nextSweep;

    public Healths(Breakers breakers, LongSupplier ticker) {
        this(breakers, ticker, MOST);
    }

    Healths(Breakers breakers, LongSupplier ticker, int most) {
        this.breakers = breakers;
        this.ticker = ticker;
        this.most = most;
        this.nextSweep = new AtomicLong(ticker.getAsLong());
    }

    /** The health of {@code id}, which is made where there is none. */
    public Health of(String id, HealthSettings settings) {
        Health health = healths.get(id);
        if (health == null) {
            health = hasRoom() ? healths.computeIfAbsent(id, any -> make(id, settings)) : make(id, settings);
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
        return new Health(id, settings, ticker, breakers.make(id, settings.breaker(), ticker, this::tell));
    }

    private void tell(StateChange change) {
        listeners.forEach(listener -> listener.changed(change));
    }

    /** Several at once may come one too far each, which does no harm. */
    private boolean hasRoom() {
        if (healths.size() < most) {
            return true;
        }
        long now = ticker.getAsLong();
        long due = nextSweep.get();
        if (now - due >= 0 && nextSweep.compareAndSet(due, now + BETWEEN_SWEEPS)) {
            healths.values().removeIf(health -> health.isForgettable(IDLE));
        }
        return healths.size() < most;
    }
}
