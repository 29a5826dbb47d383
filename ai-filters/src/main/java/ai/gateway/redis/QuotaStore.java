package ai.gateway.redis;

import ai.gateway.quota.Charge;
import ai.gateway.quota.Claim;
import ai.gateway.quota.Window;
import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What the scripts are told and what they answer. One call is one round trip. */
final class QuotaStore {

    /** How a call is settled: for good, or only as one that was perhaps never granted. */
    enum Mode {
        SETTLE,
        RELEASE
    }

    /** Who settles again within that time is known. */
    static final Duration REMEMBERED = Duration.ofMinutes(10);

    /** How long a gateway counts as one that is there. */
    static final Duration PRESENT = Duration.ofMinutes(1);

    /** Of lua: the largest number up to which all whole numbers are exact. */
    private static final long NEVER = (1L << 53) - 1;

    private final QuotaLink link;
    private final QuotaKeys keys;
    private final String gateway;
    private final LuaScript reserve;
    private final LuaScript settle;
    private final LuaScript seed;
    private final LuaScript hello;
    private final Silence silence = new Silence(System::nanoTime);

    /** @param change what tests make of the scripts, such as that they tell another time */
    QuotaStore(QuotaLink link, QuotaKeys keys, String gateway, UnaryOperator<String> change) {
        this.link = link;
        this.keys = keys;
        this.gateway = gateway;
        this.reserve = LuaScript.of(change, "quota-counters.lua", "quota-reserve.lua");
        this.settle = LuaScript.of(change, "quota-counters.lua", "quota-settle.lua");
        this.seed = LuaScript.of(change, "quota-counters.lua", "quota-seed.lua");
        this.hello = LuaScript.of(change, "quota-counters.lua", "quota-hello.lua");
    }

    /** Whether Redis answers at all. */
    Silence silence() {
        return silence;
    }

    Mono<QuotaReply> reserve(QuotaMemory memory, QuotaCall call, long now) {
        return claim(memory, "hold", call, now);
    }

    /** Holds it whatever there is: it was granted before. */
    Mono<QuotaReply> restore(QuotaMemory memory, QuotaCall call, long now) {
        return claim(memory, "restore", call, now);
    }

    Mono<QuotaReply> look(QuotaMemory memory, List<Claim> claims, long now) {
        List<Claim> nothing = claims.stream().map(claim -> claim.needing(0)).toList();
        return claim(memory, "look", new QuotaCall("", nothing, 0), now);
    }

    private Mono<QuotaReply> claim(QuotaMemory memory, String mode, QuotaCall call, long now) {
        List<String> names = new ArrayList<>(2 + 2 * call.claims().size());
        names.add(keys.meta());
        names.add(keys.call(call.id()));
        List<String> arguments = new ArrayList<>(5 + 6 * call.claims().size());
        remembered(memory, arguments);
        arguments.add(call.id());
        arguments.add(mode);
        arguments.add(Long.toString(call.longest()));
        for (Claim claim : call.claims()) {
            names.add(keys.counter(claim.counter()));
            names.add(keys.holds(claim.counter()));
            window(claim.window(), now, arguments);
            arguments.add(amount(claim.most()));
            arguments.add(amount(claim.need()));
            arguments.add(claim.binding() ? "1" : "0");
        }
        return run(reserve, names, arguments);
    }

    /** Only calendars are computed here: Redis knows no zones. */
    private static void window(Window window, long now, List<String> arguments) {
        if (window instanceof Window.Fixed fixed) {
            arguments.addAll(List.of("F", Long.toString(fixed.millis()), "0"));
        } else if (window instanceof Window.Sliding sliding) {
            long part = sliding.until(0) - sliding.millis();
            arguments.addAll(List.of("S", Long.toString(sliding.millis()), Long.toString(part)));
        } else if (window instanceof Window.Calendar) {
            long slot = window.slot(now);
            arguments.addAll(List.of("C", Long.toString(slot), Long.toString(window.until(slot))));
        } else {
            arguments.addAll(List.of(window instanceof Window.AtOnce ? "A" : "L", "0", "0"));
        }
    }

    Mono<QuotaReply> settle(QuotaMemory memory, QuotaLetter letter) {
        List<String> names = new ArrayList<>(List.of(keys.meta(), keys.call(letter.id())));
        Map<String, Integer> places = new HashMap<>();
        List<String> arguments = new ArrayList<>();
        remembered(memory, arguments);
        arguments.add(letter.id());
        arguments.add(letter.mode() == Mode.SETTLE ? "settle" : "release");
        arguments.add(Long.toString(REMEMBERED.toMillis()));
        arguments.add(Integer.toString(letter.claims().size()));
        for (Claim claim : letter.claims()) {
            arguments.add(place(claim.counter(), places, names));
            arguments.add(amount(claim.need()));
        }
        letter.charges().forEach(charge -> charge(charge, places, names, arguments));
        return run(settle, names, arguments);
    }

    /**
     * Counts them where less is known.
     *
     * @param epoch which the memory must have
     * @param next which it has then; empty for the same
     */
    Mono<QuotaReply> seed(String epoch, String next, List<Charge> charges) {
        List<String> names = new ArrayList<>(List.of(keys.meta()));
        Map<String, Integer> places = new HashMap<>();
        List<String> arguments = new ArrayList<>(List.of(epoch, next));
        charges.forEach(charge -> charge(charge, places, names, arguments));
        return run(seed, names, arguments);
    }

    Mono<QuotaReply> hello() {
        return run(hello, List.of(keys.meta(), keys.gateways()), List.of(gateway, Long.toString(PRESENT.toMillis())));
    }

    private void charge(Charge charge, Map<String, Integer> places, List<String> names, List<String> arguments) {
        if (charge.used() > 0 && charge.until() > charge.slot()) {
            arguments.add(place(charge.counter(), places, names));
            arguments.add(Long.toString(charge.slot()));
            arguments.add(amount(charge.until()));
            arguments.add(amount(charge.used()));
        }
    }

    private String place(String counter, Map<String, Integer> places, List<String> names) {
        Integer known = places.get(counter);
        if (known == null) {
            known = places.size() + 1;
            places.put(counter, known);
            names.add(keys.counter(counter));
            names.add(keys.holds(counter));
        }
        return known.toString();
    }

    private static void remembered(QuotaMemory memory, List<String> arguments) {
        arguments.add(memory.epoch());
        arguments.add(Long.toString(memory.sequence()));
    }

    private static String amount(long amount) {
        return Long.toString(Math.min(amount, NEVER));
    }

    private Mono<QuotaReply> run(LuaScript script, List<String> names, List<String> arguments) {
        return link.with(connection -> script.run(connection, names, arguments))
                .map(QuotaReply::read)
                .doOnNext(reply -> silence.heard());
    }
}
