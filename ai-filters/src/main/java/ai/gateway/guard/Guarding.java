package ai.gateway.guard;

import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.guard.GuardRules.Reads;
import ai.gateway.injection.Injection;
import ai.gateway.injection.Judgement;
import ai.gateway.injection.Place;
import ai.gateway.injection.Signal;
import ai.gateway.judge.Guard;
import ai.gateway.judge.Matter;
import ai.gateway.judge.Objection;
import ai.gateway.judge.Said;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.AiExchanges;
import ai.gateway.pipeline.AiRequest;
import ai.gateway.pipeline.Stage;
import ai.gateway.pipeline.TextFlow;
import ai.gateway.plug.Decision;
import ai.gateway.plug.HeadFilter;
import ai.gateway.plug.Unread;
import ai.gateway.scan.Find;
import ai.gateway.scan.ScannedJson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Lets pass what its guards have nothing against. */
final class Guarding implements HeadFilter {

    private static final Logger log = LoggerFactory.getLogger(Guarding.class);

    /** What is longer is judged where nobody waits for it. */
    private static final int LONG = 4 << 10;

    private final AiExchanges exchanges;
    private final GuardRules rules;

    Guarding(AiExchanges exchanges, GuardRules rules) {
        this.exchanges = exchanges;
        this.rules = rules;
    }

    /** Also what it cannot read: somebody has to say that it passes. */
    @Override
    public boolean takes(AiRequest request) {
        return true;
    }

    @Override
    public Mono<Decision> decide(ServerWebExchange web, AiExchange exchange) {
        AiRequest request = exchange.request();
        if (rules.reads() == Reads.ANSWER) {
            return Mono.just(watched(exchange));
        }
        String unread = Unread.in(request);
        if (unread != null && rules.readsAll()) {
            return Mono.just(objected(exchange, unread + " cannot be read (expected: without, or unread: pass)"));
        }
        if (!request.isReadable()) {
            return Mono.just(watched(exchange));
        }
        if (request.bytes().length <= LONG && rules.others().isEmpty()) {
            return Mono.just(decided(exchange, objection(exchange)));
        }
        Mono<String> own = Mono.fromCallable(() -> objection(exchange)).subscribeOn(Schedulers.parallel());
        return exchanges.home(
                web,
                own.switchIfEmpty(Mono.defer(() -> others(exchange)))
                        .map(why -> objected(exchange, why))
                        .defaultIfEmpty(watched(exchange)));
    }

    private Decision decided(AiExchange exchange, @Nullable String why) {
        return why == null ? watched(exchange) : objected(exchange, why);
    }

    /** What speaks against it; null for nothing. */
    private @Nullable String objection(AiExchange exchange) {
        AiRequest request = exchange.request();
        if (rules.most() > 0 && characters(exchange) > rules.most()) {
            return "size: over " + rules.most() + " characters";
        }
        for (var each : rules.scanners().entrySet()) {
            ScannedJson scanned = ScannedJson.of(request.json(), each.getValue());
            if (!scanned.isEmpty()) {
                List<String> found = new ArrayList<>();
                scanned.finds(find -> found.add(find.rule()));
                return each.getKey() + ": " + found.stream().distinct().sorted().collect(Collectors.joining(", "));
            }
        }
        return rules.injection() > 1 ? null : injection(exchange);
    }

    private static long characters(AiExchange exchange) {
        long[] sum = new long[1];
        said(exchange).forEach(said -> sum[0] += said.text().length());
        return sum[0];
    }

    /** The words of users and of tools, each by what they have no business with. */
    private @Nullable String injection(AiExchange exchange) {
        for (Said said : said(exchange)) {
            Place place =
                    said.role() == Role.USER ? Place.USER : said.role() == Role.TOOL_RESULT ? Place.DOCUMENT : null;
            Judgement judgement = place == null ? null : Injection.judge(said.text(), place);
            if (judgement != null && judgement.score() >= rules.injection()) {
                String signals = judgement.signals().stream()
                        .map(Signal::rule)
                        .distinct()
                        .collect(Collectors.joining(", "));
                return "injection: " + (place == Place.USER ? "" : "in what a tool gave: ") + signals;
            }
        }
        return null;
    }

    private static List<Said> said(AiExchange exchange) {
        AiRequest request = exchange.request();
        List<Said> said = new ArrayList<>();
        exchange.dialect()
                .promptTexts(
                        request.call(), request.json(), (role, run, text) -> said.add(new Said(role, text.text())));
        return said;
    }

    /** Those of the host are asked all at once. Who cannot tell, objects where it may. */
    private Mono<String> others(AiExchange exchange) {
        List<Said> said = said(exchange);
        return Flux.fromIterable(rules.others())
                .flatMapSequential(guard -> guard.judge(Matter.request(said))
                        .timeout(rules.patience())
                        .onErrorResume(failed -> failed(exchange, guard, failed))
                        .map(objection -> guard.name() + ": " + objection.why()))
                .next();
    }

    private Mono<Objection> failed(AiExchange exchange, Guard guard, Throwable why) {
        log.warn("{} guard {} cannot tell: {}", exchange.id(), guard.name(), why.toString());
        return rules.blocks() ? Mono.just(new Objection("cannot-tell", "it cannot tell")) : Mono.empty();
    }

    private Decision objected(AiExchange exchange, String why) {
        return new Decision("objects: " + why, () -> {
            object(exchange, why);
            watch(exchange);
        });
    }

    /** Throws where it blocks. */
    private void object(AiExchange exchange, String why) {
        log.info("{} guard {} ({})", exchange.id(), why, rules.blocks() ? "refused" : "flagged");
        if (rules.blocks()) {
            throw Failure.of(FailureCode.BLOCKED_BY_GUARD, "guard " + why).asException();
        }
        exchange.notes().put("x-ai-guard", why);
    }

    private Decision watched(AiExchange exchange) {
        return rules.reads() == Reads.REQUEST || rules.scanners().isEmpty()
                ? Decision.NOTHING
                : new Decision("reads the answer", () -> watch(exchange));
    }

    private void watch(AiExchange exchange) {
        if (rules.reads() != Reads.REQUEST && !rules.scanners().isEmpty()) {
            exchange.add(new Watching(exchange));
        }
    }

    /** The way back. */
    private final class Watching implements Stage {

        private final AiExchange exchange;

        Watching(AiExchange exchange) {
            this.exchange = exchange;
        }

        @Override
        public Need need() {
            return Need.TEXTS;
        }

        @Override
        public TextFlow flow() {
            return new Watch(rules.scanners(), this::found);
        }

        private void found(String guard, Find find) {
            object(exchange, guard + ": " + find.rule() + " in the answer");
        }
    }
}
