package ai.gateway.health;

import ai.gateway.health.Breaker.State;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** How one target, or one key of it, does at the moment. */
public final class Health {

    /** A breaker that is to stay open for so little longer than it does anyway is left alone. */
    private static final long NO_NEWS = Duration.ofMillis(100).toNanos();

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
    private final Tally tally = new Tally();
    private final SharedHealth shared;
    private volatile boolean drained;
    private volatile long lastUse;

    Health(String id, HealthSettings settings, LongSupplier ticker, Breaker breaker, SharedHealth shared) {
        this.id = id;
        this.ticker = ticker;
        this.settings = new Shared<>(settings);
        this.waiting = new Waiting(ticker);
        this.firstEvent = new PeakEwma(settings.latencyMemory(), ticker);
        this.perToken = new PeakEwma(settings.latencyMemory(), ticker);
        this.failures = new FailureShare(settings.failureMemory(), ticker);
        this.cooldown = new Cooldown(ticker, length -> shared.tell(new Finding(id, Finding.Kind.COOLDOWN, length)));
        this.breaker = breaker;
        this.shared = shared;
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
        shared.tell(Finding.drained(id));
    }

    public void undrain() {
        drained = false;
        shared.tell(Finding.undrained(id));
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

    public Tally tally() {
        return tally;
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

    /** Somebody else has found out; that is not told on, or replicas would echo each other for ever. */
    void told(Finding finding) {
        switch (finding.kind()) {
            case OPEN -> {
                if (finding.left().toNanos() - breaker.remainingNanos() > NO_NEWS) {
                    breaker.open(finding.left());
                }
            }
            case COOLDOWN -> cooldown.told(finding.left());
            case DRAINED -> drained = true;
            case UNDRAINED -> drained = false;
        }
    }

    /** The breaker has opened, because of calls from here. */
    void tellOpen() {
        long left = breaker.remainingNanos();
        if (left > 0) {
            shared.tell(new Finding(id, Finding.Kind.OPEN, Duration.ofNanos(left)));
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
