package ai.gateway.health;

import ai.gateway.health.Breaker.State;
import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** How one target, or one key of it, does at the moment. */
public final class Health {

    private final String id;
    private final LongSupplier ticker;
    private final Shared<HealthSettings> settings;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Waiting waiting;
    private final PeakEwma firstEvent;
    private final PeakEwma perToken;
    private final FailureShare failures;
    private final Cooldown cooldown;
    private final Breaker breaker;
    private volatile boolean drained;
    private volatile long lastUse;

    Health(String id, HealthSettings settings, LongSupplier ticker, Breaker breaker) {
        this.id = id;
        this.ticker = ticker;
        this.settings = new Shared<>(settings);
        this.waiting = new Waiting(ticker);
        this.firstEvent = new PeakEwma(settings.latencyMemory(), ticker);
        this.perToken = new PeakEwma(settings.latencyMemory(), ticker);
        this.failures = new FailureShare(settings.failureMemory(), ticker);
        this.cooldown = new Cooldown(ticker);
        this.breaker = breaker;
        this.lastUse = ticker.getAsLong();
    }

    public String id() {
        return id;
    }

    /** Begins a call, where the breaker lets it through. Being drained or cooling down is for who chooses to heed. */
    public @Nullable Attempt tryBegin() {
        return breaker.tryAcquire() ? begin() : null;
    }

    /** Begins a call although the breaker may not let it through: there is nobody better to ask. */
    public Attempt begin() {
        long start = now();
        inFlight.incrementAndGet();
        waiting.enter(start);
        return new Attempt(this, start);
    }

    /**
     * What a request there would cost, in nanoseconds; the lower the better. How long the first event and then each token
     * take lately, times those who share the target. The first event takes as long as those who wait for theirs have been
     * waiting on average, where that is longer: a target that is stuck looks slow before it has answered anybody. One of
     * which nothing is known, or not any more, is taken to be fast, but not for any number of requests.
     */
    public double score(long expectedOutputTokens) {
        return pace(expectedOutputTokens) * (inFlight.get() + 1);
    }

    /** The same, whatever is under way there. */
    public double pace(long expectedOutputTokens) {
        double first =
                Math.max(firstEventNanos(), (double) settings.get().optimism().toNanos());
        double rest = Math.max(0, expectedOutputTokens) * perToken.value();
        return first + rest;
    }

    /** How long first events take; 0 where nothing is known, or not any more. */
    public double firstEventNanos() {
        return Math.max(firstEvent.value(), (double) waiting.meanAge());
    }

    /** How long each token after the first event takes; 0 where nothing is known, or not any more. */
    public double tokenNanos() {
        return perToken.value();
    }

    /** Calls without an end so far. */
    public int inFlight() {
        return inFlight.get();
    }

    /** Calls without a first event so far. */
    public int waiting() {
        return waiting.count();
    }

    /** The share of calls that have failed lately, between 0 and 1. */
    public double failureShare() {
        return failures.share();
    }

    /** Not too many of its calls have failed lately. */
    public boolean isWell() {
        return !failures.hasReached(settings.get().unwell());
    }

    /** Nothing speaks against asking it now: neither the operator, nor the provider, nor the breaker. */
    public boolean isAvailable() {
        return !drained && !cooldown.isOn() && breaker.state() != State.OPEN;
    }

    /** New requests are to go elsewhere, until {@link #undrain}. */
    public void drain() {
        drained = true;
    }

    public void undrain() {
        drained = false;
    }

    public boolean isDrained() {
        return drained;
    }

    public Cooldown cooldown() {
        return cooldown;
    }

    public Breaker breaker() {
        return breaker;
    }

    public HealthSettings settings() {
        return settings.get();
    }

    /** Somebody has asked for it: it is kept, and goes by these settings from now on. */
    void use(HealthSettings next) {
        lastUse = now();
        HealthSettings before = settings.get();
        if (before.equals(next) || !settings.replace(before, next)) {
            return;
        }
        firstEvent.tau(next.latencyMemory());
        perToken.tau(next.latencyMemory());
        failures.tau(next.failureMemory());
        if (!before.breaker().equals(next.breaker())) {
            breaker.settings(next.breaker());
        }
    }

    /** Nobody would miss it. */
    boolean isForgettable(long idleNanos) {
        boolean idle = now() - lastUse >= idleNanos && inFlight.get() == 0;
        return idle && !drained && !cooldown.isOn() && breaker.remainingNanos() == 0;
    }

    long now() {
        return ticker.getAsLong();
    }

    void answers(long start, long nanos) {
        waiting.leave(start);
        firstEvent.observe((double) nanos);
    }

    /** It would have taken longer still. */
    void waitedInVain(long start) {
        waiting.leave(start);
        firstEvent.observeAtLeast((double) (now() - start));
    }

    void paced(double nanosPerToken) {
        perToken.observe(nanosPerToken);
    }

    void succeeded(long nanos) {
        inFlight.decrementAndGet();
        failures.succeeded();
        breaker.succeeded(nanos);
    }

    void failed(long nanos) {
        inFlight.decrementAndGet();
        failures.failed();
        breaker.failed(nanos);
    }

    void cancelled() {
        inFlight.decrementAndGet();
        breaker.release();
    }
}
