package ai.gateway.pipeline;

import ai.gateway.dialect.Dialect;
import ai.gateway.exchange.AiException;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.Principal;
import ai.gateway.health.Permit;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;

import java.util.ArrayList;
import java.util.List;

/**
 * One request and its answer inside the gateway: the one attribute that predicates, filters and the terminal share. It
 * lives by the settings that were in force when it began, and belongs to one request at a time: no part of it is shared
 * between threads without a hand-over by the reactive chain.
 */
public final class AiExchange {

    static final String ATTRIBUTE = AiExchange.class.getName();

    private final String id;
    private final Settings settings;
    private final Dialect dialect;
    private final @Nullable Call recognised;
    private final Call call;
    private AnswerFacts facts = new AnswerFacts();
    private final Stages stages = new Stages(this);
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
    private final Tries tries;
    private @Nullable Trace trace;
    private @Nullable Itineraries itineraries;
    private @Nullable Recall recall;
    private @Nullable Chronicle chronicle;
    private final List<Permit> held = new ArrayList<>(0);
    private final Notes notes = new Notes();
    private final Judgements judgements = new Judgements();
    private Settings.Timeouts timeouts;
    private @Nullable Principal principal;
    private @Nullable Rights rights;

    AiExchange(String id, Settings settings, Dialect dialect, @Nullable Call recognised, Call call) {
        this.id = id;
        this.settings = settings;
        this.dialect = dialect;
        this.recognised = recognised;
        this.call = call;
        this.timeouts = settings.timeouts();
        this.tries = new Tries(id, stages);
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

    /** From now on answers are remembered, and given to who asks the same. */
    public void recallBy(@Nullable Recall remembering) {
        recall = remembering;
    }

    @Nullable
    Recall recall() {
        return recall;
    }

    /** Adds a stage for the way back; one that comes when all is over is only settled. */
    public void add(Stage stage) {
        stages.add(stage);
    }

    /** The stage of this kind; null where no filter has added one. */
    public <S extends Stage> @Nullable S stage(Class<S> kind) {
        return stages.find(kind);
    }

    List<Stage> stages() {
        return stages.all();
    }

    /** Who calls; null where no filter has asked. */
    public @Nullable Principal principal() {
        return principal;
    }

    /** Who calls, and what that one may do. */
    public void calledBy(Principal who, Rights may) {
        principal = who;
        rights = may;
    }

    /** What the one who calls may do. */
    public Rights rights() {
        return rights == null ? Rights.ALL : rights;
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

    /** What is noted of it; null where nobody wants to know. */
    public @Nullable Chronicle chronicle() {
        return chronicle;
    }

    void keep(Chronicle notes) {
        chronicle = notes;
    }

    /** A filter of this exchange's route works on it; the terminal then takes it, whatever its uri. */
    public void claim() {
        claimed = true;
        Chronicle.begin(chronicle, this);
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
        closeAttempt();
        stages.turnOf(filter);
    }

    /** A filter of the route sends the request once more, because it did not like the answer. */
    void again() {
        Chronicle.begin(chronicle, this);
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

    /** How often it was sent to be answered. */
    public int journeys() {
        return journeys;
    }

    /** When the terminal began, on the clock of {@link System#nanoTime}. */
    public long since() {
        return since;
    }

    /** Those who are asked for it. */
    Tries tries() {
        return tries;
    }

    /** The answer of this attempt is the one that the client gets. */
    void give(Ready ready) {
        facts = ready.passage().attempt().facts();
        tries.give(ready, notes);
    }

    /** What that one has given breaks off, and another one goes on with it. */
    void goOn(Attempt next, Failure why) {
        tries.goOn(next, facts, why);
    }

    /** Whoever was asked is told how it went. */
    private void closeAttempt() {
        if (tries.isOpen()) {
            tries.close(outcome(), facts);
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

    /** What is to be told to the client beside its answer. */
    public Notes notes() {
        return notes;
    }

    /** What is thought of it, by whoever may object. */
    public Judgements judgements() {
        return judgements;
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

    /** The account is closed, once: whoever was asked is told, and every stage settles. */
    void settle() {
        stages.settle(() -> {
            closeAttempt();
            leavePlaces();
        });
        Chronicle.end(chronicle, this);
    }

    /** How it ended; where nobody has said so, nobody was there to be answered. */
    synchronized Outcome outcome() {
        return outcome != null ? outcome : new Outcome(Outcome.Ending.CLIENT_GONE, 0, facts, null);
    }
}
