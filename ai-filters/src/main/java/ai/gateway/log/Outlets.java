package ai.gateway.log;

import ai.gateway.ledger.Logged;
import ai.gateway.ledger.Logged.Bodies;
import ai.gateway.ledger.WriteBehind;
import ai.gateway.ledger.WriteBehind.Room;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All places where the log is kept. Each gets everything, and none waits for another one. */
final class Outlets implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Outlets.class);

    /** About what a log without bodies weighs, in characters. */
    private static final int LIGHT = 1024;

    private static final int BATCH = 200;

    /** What has to be masked before anybody gets it. */
    private record Raw(Bodies bodies, int most, MonoSink<Bodies> to) {}

    private final List<Outlet> outlets;
    private final Map<String, WriteBehind<Logged>> queues = new LinkedHashMap<>();
    private final WriteBehind<Raw> masking;

    /** @param room how many characters may wait for each of them */
    Outlets(List<Outlet> outlets, int things, long room) {
        this.outlets = List.copyOf(outlets);
        Room all = new Room(things, room, BATCH);
        outlets.forEach(each -> queues.put(
                each.name(),
                new WriteBehind<>("ai-log-" + each.name(), all, Outlets::weight, each, new Ear(each.name()))));
        masking = new WriteBehind<>(
                "ai-log-masking",
                all,
                raw -> LIGHT + raw.bodies().weight(),
                some -> some.forEach(Outlets::mask),
                new Ear("masking"));
    }

    private static int weight(Logged logged) {
        return LIGHT + logged.bodies().weight();
    }

    boolean isEmpty() {
        return outlets.isEmpty();
    }

    /** By their names, masking among them. */
    Map<String, WriteBehind<?>> queues() {
        Map<String, WriteBehind<?>> all = new LinkedHashMap<>(queues);
        all.put("masking", masking);
        return all;
    }

    /** Never waits. */
    void offer(Logged logged) {
        queues.values().forEach(queue -> queue.offer(logged));
    }

    /**
     * Bodies as far as the policy lets them be seen, at once or later and then on another thread; empty where too much waits to
     * be masked. Never waits.
     */
    Mono<Bodies> shown(Bodies bodies, Policy policy) {
        return !policy.masks() || bodies.equals(Bodies.NONE)
                ? Mono.just(bodies)
                : Mono.create(sink -> {
                    if (!masking.offer(new Raw(bodies, policy.most(), sink))) {
                        sink.success();
                    }
                });
    }

    /** What cannot be masked is not told. */
    private static void mask(Raw raw) {
        Bodies masked = Bodies.NONE;
        try {
            masked = Masking.masked(raw.bodies(), raw.most());
        } catch (RuntimeException mistake) {
            log.error("bodies could not be masked, and are left out", mistake);
        }
        raw.to().success(masked);
    }

    @Override
    public void close() {
        masking.close();
        queues.values().forEach(WriteBehind::close);
        outlets.forEach(Outlet::close);
    }

    /** Says each failure and each return once. */
    private static final class Ear implements WriteBehind.Ear {

        private final String name;
        private boolean failing;

        Ear(String name) {
            this.name = name;
        }

        @Override
        public void failed(Throwable why) {
            if (!failing) {
                failing = true;
                log.warn("The request log's {} fails; it is tried again, and what finds no room is dropped", name, why);
            }
        }

        @Override
        public void works() {
            failing = false;
            log.info("The request log's {} works again", name);
        }

        @Override
        public void lost(int many, Throwable why) {
            log.error("Not in the request log's {}: {} of them", name, many, why);
        }
    }
}
