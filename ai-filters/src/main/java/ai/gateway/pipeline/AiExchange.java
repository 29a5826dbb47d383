package ai.gateway.pipeline;

import ai.gateway.dialect.Dialect;
import ai.gateway.exchange.AiException;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.Failure;
import ai.gateway.health.Permit;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One request and its answer inside the gateway: the one attribute that predicates, filters and the terminal share. It
 * lives by the settings that were in force when it began, and belongs to one request at a time: no part of it is shared
 * between threads without a hand-over by the reactive chain.
 */
public final class AiExchange {

    /** What a stage gives that is done at once: to subscribe to it would cost more than what it did. */
    private static final Mono<Void> NOTHING = Mono.empty();

    static final String ATTRIBUTE = AiExchange.class.getName();

    private final String id;
    private final Settings settings;
    private final Dialect dialect;
    private final @Nullable Call recognised;
    private final Call call;
    private AnswerFacts facts = new AnswerFacts();
    private final List<Stage> stages = new ArrayList<>(4);
    private final List<Object> owners = new ArrayList<>(4);
    private Object turn = this;
    private @Nullable AiRequest request;
    private @Nullable ServerHttpRequest source;
    private @Nullable AiException refused;
    private @Nullable Failure rejection;
    private @Nullable String rejectingRoute;
    private boolean claimed;
    private @Nullable String spokenUpstream;
    private boolean strict;
    private @Nullable Outcome outcome;
    private @Nullable PendingAnswer pending;
    private boolean finished;
    private int journeys;
    private long since;
    private @Nullable Attempt given;
    private @Nullable Trace trace;
    private @Nullable Itineraries itineraries;
    private final List<Permit> held = new ArrayList<>(0);
    private Settings.Timeouts timeouts;
    private final AtomicBoolean settled = new AtomicBoolean();

    AiExchange(String id, Settings settings, Dialect dialect, @Nullable Call recognised, Call call) {
        this.id = id;
        this.settings = settings;
        this.dialect = dialect;
        this.recognised = recognised;
        this.call = call;
        this.timeouts = settings.timeouts();
    }

    public static @Nullable AiExchange find(ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE);
    }

    public String id() {
        return id;
    }

    public Settings settings() {
        return settings;
    }

    /** The dialect that the client speaks; OpenAI's where nobody knows the path. */
    public Dialect dialect() {
        return dialect;
    }

    /** What the head of the request asks for, or null when no dialect knows it. */
    public @Nullable Call recognised() {
        return recognised;
    }

    /** The call as the head makes it; for what nobody recognised, the best guess of where it goes. */
    public Call call() {
        return call;
    }

    /** The request, once it was {@linkplain AiExchanges#read read}. */
    public AiRequest request() {
        AiRequest read = request;
        if (read == null) {
            throw new IllegalStateException("request: not read yet (expected: after AiExchanges.read)");
        }
        return read;
    }

    boolean isRead() {
        return request != null;
    }

    /** Remembers whose body was taken, and cannot be taken again. */
    void readFrom(ServerHttpRequest taken) {
        source = taken;
    }

    boolean wasReadFrom(ServerHttpRequest other) {
        return source == other;
    }

    void read(RequestBody body) {
        request = new AiRequest(this, body);
    }

    /** The body was refused while it was read; it cannot be read again. */
    void refuse(AiException failure) {
        refused = failure;
    }

    @Nullable
    AiException refused() {
        return refused;
    }

    /** What was picked up from the answer so far. */
    public AnswerFacts facts() {
        return facts;
    }

    /** Adds a stage for the way back; one that comes when all is over is only settled. */
    public void add(Stage stage) {
        synchronized (stages) {
            if (!settled.get()) {
                stages.add(stage);
                owners.add(turn);
                return;
            }
        }
        settle(List.of(stage));
    }

    List<Stage> stages() {
        return stages;
    }

    /** Speaks this dialect to the route's uri, which does not say of itself what it speaks. */
    public void speakUpstream(String dialectId) {
        spokenUpstream = dialectId;
    }

    @Nullable
    String spokenUpstream() {
        return spokenUpstream;
    }

    /** Refuses a request of which a translation would have to leave something out. */
    public void beStrict() {
        strict = true;
    }

    boolean isStrict() {
        return strict;
    }

    public Settings.Timeouts timeouts() {
        return timeouts;
    }

    public void timeouts(Settings.Timeouts set) {
        timeouts = set;
    }

    /**
     * The terminal answers this failure instead of calling a provider, provided that the exchange ends up on the route
     * whose predicate has said so.
     */
    public void reject(Failure failure, String routeId) {
        rejection = failure;
        rejectingRoute = routeId;
    }

    @Nullable
    Failure rejectionBy(@Nullable Route route) {
        return route != null && route.getId().equals(rejectingRoute) ? rejection : null;
    }

    /** A filter of this exchange's route works on it; the terminal then takes it, whatever its uri. */
    public void claim() {
        claimed = true;
    }

    /** Whether the terminal must take this exchange although its route leads to an ordinary uri. */
    boolean wantsTerminal(@Nullable Route route) {
        return claimed || rejectionBy(route) != null;
    }

    /** How it ended, told by whoever saw it end; the first word counts. */
    synchronized void end(Outcome how) {
        if (outcome == null) {
            outcome = how;
        }
    }

    /** Leaves an answer to be written when the route's filters are through; one that was left before is not wanted any more. */
    synchronized void leave(PendingAnswer answer) {
        drop();
        pending = answer;
        if (finished) {
            drop();
        }
    }

    /** The answer that waits to be written; it is the caller's now. */
    @Nullable
    synchronized PendingAnswer take() {
        PendingAnswer answer = pending;
        pending = null;
        return answer;
    }

    /** What waits to be written is not wanted any more. */
    void drop() {
        PendingAnswer answer = take();
        if (answer != null) {
            answer.drop().run();
        }
    }

    /**
     * A filter has its turn. When it had one before, a filter around it sends the request once more: what it held for the
     * attempt before is settled with how that one ended.
     */
    public void turnOf(Object filter) {
        turn = filter;
        for (int i = owners.size() - 1; i >= 0; i--) {
            if (owners.get(i) == filter) {
                owners.remove(i);
                settle(List.of(stages.remove(i)));
            }
        }
    }

    /** A filter of the route sends the request once more, because it did not like the answer. */
    void again() {
        journeys++;
        since = System.nanoTime();
        drop();
        closeAttempt();
        leavePlaces();
        synchronized (this) {
            outcome = null;
        }
        facts = new AnswerFacts();
    }

    /** When the terminal began, on the clock of {@link System#nanoTime}. */
    public long since() {
        return since;
    }

    /** The answer of this attempt is the one that the client gets. */
    void give(Ready ready) {
        Attempt attempt = ready.passage().attempt();
        facts = attempt.facts();
        given = ready.failure() == null ? attempt : null; // else whoever failed has been told
    }

    /** What that one has given breaks off, and another one goes on with it. */
    void goOn(Attempt next, Failure why) {
        Attempt broken = given;
        given = next;
        if (broken != null && broken.pick() != null) {
            tell(broken.pick(), Pick.Result.FAILED, facts, why);
        }
    }

    /** Whoever chose that one is told how it went. Should it fail to learn from it, the exchange goes on. */
    void tell(Pick pick, Pick.Result how, AnswerFacts known, @Nullable Failure why) {
        try {
            pick.ended(how, known, why);
        } catch (RuntimeException mistake) {
            Settlement.failed(id, mistake);
        }
    }

    /** Whoever was asked is told how it went. */
    private void closeAttempt() {
        Attempt closed = given;
        given = null;
        if (closed != null && closed.pick() != null) {
            Outcome how = outcome();
            tell(closed.pick(), how.result(), facts, how.failure());
        }
    }

    /** Who could have been asked, and who was. Empty where there was but one. */
    public Trace trace() {
        Trace known = trace;
        if (known == null) {
            known = new Trace();
            trace = known;
        }
        return known;
    }

    /** From now on this one says whom to ask. */
    public void askBy(Itineraries other) {
        itineraries = other;
    }

    /** Who says whom to ask, if the route has somebody of its own for that. */
    Itineraries itinerariesOr(Itineraries usual) {
        return itineraries == null ? usual : itineraries;
    }

    /** Keeps a place until this is over, however it ends. */
    public synchronized void hold(Permit place) {
        if (finished) {
            place.close();
        } else {
            held.add(place);
        }
    }

    private synchronized void leavePlaces() {
        held.forEach(Permit::close);
        held.clear();
    }

    /** Nothing more will happen: what was left and not written is let go, and every stage settles, once. */
    void finish() {
        synchronized (this) {
            finished = true;
            drop();
        }
        settle();
    }

    /** Whether an answer before this one has left its headers behind. */
    boolean isRepeated() {
        return journeys > 1;
    }

    /** No stage waits for another one, and none can keep another one from settling. */
    void settle() {
        List<Stage> due;
        synchronized (stages) {
            if (!settled.compareAndSet(false, true)) {
                return;
            }
            due = List.copyOf(stages);
        }
        closeAttempt();
        leavePlaces();
        settle(due);
    }

    /** How it ended; where nobody has said so, nobody was there to be answered. */
    private synchronized Outcome outcome() {
        return outcome != null ? outcome : new Outcome(Outcome.Ending.CLIENT_GONE, 0, facts, null);
    }

    private void settle(List<Stage> due) {
        if (due.isEmpty()) {
            return;
        }
        Outcome how = outcome();
        List<Mono<Void>> open = new ArrayList<>(0);
        for (Stage stage : due) {
            try {
                Mono<Void> settled = stage.settle(this, how);
                if (settled != NOTHING) {
                    open.add(settled);
                }
            } catch (RuntimeException failed) {
                Settlement.failed(id, failed);
            }
        }
        if (!open.isEmpty()) {
            Flux.fromIterable(open)
                    .flatMapDelayError(settled -> settled, open.size(), 1)
                    .subscribe(nothing -> {}, error -> Settlement.failed(id, error));
        }
    }
}
