package ai.gateway.audit;

import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.exchange.Principal;
import ai.gateway.ledger.Deed;
import ai.gateway.ledger.WriteBehind;
import ai.gateway.ledger.WriteBehind.Room;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.Chronicle;
import ai.gateway.pipeline.Routes;
import ai.gateway.pipeline.Witness;
import ai.gateway.wire.JsonWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.server.ServerWebExchange;

import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.Set;

/** Has it kept who was refused, and by what. Nothing of what was asked. */
final class Decisions implements Witness, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Decisions.class);

    private static final Room ROOM = new Room(10_000, 10_000, 500);
    private static final int PARTS = 1_000_000;
    private static final String GUARD = "x-ai-guard";

    /** What somebody decided; not what went wrong. */
    private static final Set<FailureCode> REFUSALS = EnumSet.of(
            FailureCode.INVALID_API_KEY,
            FailureCode.NOT_PERMITTED,
            FailureCode.BUDGET_EXCEEDED,
            FailureCode.RATE_LIMIT_EXCEEDED,
            FailureCode.TOKEN_LIMIT_EXCEEDED,
            FailureCode.BLOCKED_BY_GUARD);

    private final Clerk clerk;
    private final WriteBehind<Deed.Done> queue;
    private final double sample;

    Decisions(Clerk clerk, double sample) {
        this.clerk = clerk;
        this.sample = sample;
        this.queue = new WriteBehind<>("ai-audit", ROOM, one -> 1, clerk, new Ear());
    }

    @Override
    public void ended(AiExchange exchange, Chronicle chronicle) {
        Failure failure = chronicle.outcome().failure();
        if (failure != null && REFUSALS.contains(failure.code()) && isChosen(exchange.id())) {
            queue.offer(new Deed.Done(chronicle.at(), exchange.id(), deed(exchange, chronicle, failure)));
        }
    }

    private boolean isChosen(String id) {
        return Math.floorMod((id.hashCode() * 0x9E3779B97F4A7C15L) >>> 20, PARTS) < sample * PARTS;
    }

    private static Deed deed(AiExchange exchange, Chronicle chronicle, Failure failure) {
        Principal caller = exchange.principal();
        String guard = exchange.notes().value(GUARD);
        JsonWriter how = new JsonWriter()
                .beginObject()
                .field("route", Routes.id(chronicle.web()))
                .field("operation", exchange.call().operation().label())
                .field("status", chronicle.outcome().status())
                .field("owner", caller == null ? "" : caller.owner());
        if (!guard.isEmpty()) {
            how.field("guard", guard);
        }
        return new Deed(
                caller == null ? "" : "key:" + caller.key(),
                "refuse." + failure.code().wire(),
                address(chronicle.web()),
                null,
                how.endObject().toString());
    }

    private static String address(ServerWebExchange web) {
        InetSocketAddress address = web.getRequest().getRemoteAddress();
        return address == null || address.getAddress() == null
                ? ""
                : address.getAddress().getHostAddress();
    }

    /** How many found no room. */
    long dropped() {
        return queue.dropped();
    }

    @Override
    public void close() {
        queue.close();
        clerk.close();
    }

    private static final class Ear implements WriteBehind.Ear {

        @Override
        public void failed(Throwable why) {
            log.error("Decisions are kept neither in the audit nor in its file: {}", why.getMessage());
        }

        @Override
        public void works() {
            log.info("Decisions are kept again");
        }

        @Override
        public void lost(int many, Throwable why) {
            log.error("Not in the audit: {} decisions", many, why);
        }
    }
}
