package ai.gateway.mask;

import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.exchange.Principal;
import ai.gateway.judge.Matter;
import ai.gateway.judge.Objection;
import ai.gateway.judge.Objection.Mark;
import ai.gateway.mask.MaskRules.Mode;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.AiExchanges;
import ai.gateway.pipeline.AiRequest;
import ai.gateway.plug.Decision;
import ai.gateway.plug.FlowStage;
import ai.gateway.plug.HeadFilter;
import ai.gateway.plug.Hiding;
import ai.gateway.plug.Trial;
import ai.gateway.plug.Unread;
import ai.gateway.scan.Find;
import ai.gateway.scan.ScannedJson;
import ai.gateway.scan.Scanner;
import ai.gateway.scan.Scanners;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Hides in a request what its route says, and has it put back in the answer. */
final class Mask implements HeadFilter, Trial {

    /** What is longer is looked through where nobody waits for it. */
    private static final int LONG = 16 << 10;

    private final AiExchanges exchanges;
    private final MaskRules rules;
    private final String vaults = "ai.gateway.mask." + System.identityHashCode(this);

    Mask(AiExchanges exchanges, MaskRules rules) {
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
        String unread = Unread.in(request);
        if (unread != null && rules.readsAll()) {
            return refusal("mask: " + unread + " cannot be read (expected: a request without, or unread: pass)");
        }
        if (!request.isReadable()) {
            return Mono.just(hidesAnswer(exchange));
        }
        Naming naming = rules.naming();
        Mono<Decision> decided = naming == null
                ? Mono.fromCallable(() -> decided(web, exchange, rules.scanner()))
                : Mono.defer(() -> naming.scanner(exchange.id(), request.json()))
                        .map(named -> decided(web, exchange, Scanners.together(List.of(rules.scanner(), named))));
        if (request.bytes().length > LONG) {
            return exchanges.home(web, decided.subscribeOn(Schedulers.parallel()));
        }
        return naming == null ? decided : exchanges.home(web, decided);
    }

    private static Mono<Decision> refusal(String why) {
        return Decision.of("refused", () -> {
            throw Failure.of(FailureCode.BLOCKED_BY_GUARD, why).asException();
        });
    }

    private Decision decided(ServerWebExchange web, AiExchange exchange, Scanner scanner) {
        AiRequest request = exchange.request();
        ScannedJson scanned = ScannedJson.of(request.json(), scanner);
        Vault before = web.getAttribute(vaults); // of an attempt that a filter around us was not content with
        if (scanned.isEmpty() && before == null) {
            return hidesAnswer(exchange);
        }
        String found = scanned.summary();
        if (rules.mode() == Mode.BLOCK) {
            return new Decision("found " + found, () -> {
                throw Failure.of(FailureCode.BLOCKED_BY_GUARD, "mask: " + found + " (expected: nothing of that)")
                        .asException();
            });
        }
        Vault vault = before != null ? before : new Vault(names(exchange), scanned.said());
        return new Decision("hides " + found, () -> {
            if (rules.mode() == Mode.REDACT) {
                request.edit(scanned.hidden((type, original) -> "[" + type + "]"));
            } else {
                request.edit(scanned.hidden(vault));
                web.getAttributes().put(vaults, vault);
                restoreBy(exchange, vault.originals());
            }
            exchange.notes().put("x-ai-masked", found);
            hideAnswer(exchange);
        });
    }

    private Names names(AiExchange exchange) {
        if (rules.mode() == Mode.SYNTHETIC) {
            return new Synthetic();
        }
        Principal who = exchange.principal();
        return rules.hash() == null
                ? new Numbered()
                : new Keyed(rules.hash(), who == null ? "" : who.owner() + "/" + who.key());
    }

    private void restoreBy(AiExchange exchange, Map<String, String> originals) {
        if (rules.mode() != Mode.KEEP) {
            Returns returns = new Returns(originals);
            boolean json = exchange.dialect().demandsSchema(exchange.request().json());
            exchange.add(new FlowStage(() -> new Restoring(returns, json)));
        }
    }

    @Override
    public Mono<List<Found>> tried(Matter matter) {
        if (matter.isAnswer() && !rules.answers()) {
            return Mono.just(List.of());
        }
        Naming naming = matter.isAnswer() ? null : rules.naming();
        if (naming == null) {
            return Mono.just(found(matter, rules.scanner()));
        }
        JsonWriter texts = new JsonWriter().beginArray();
        matter.judged().forEach(said -> texts.value(said.text()));
        return naming.scanner("trial", Json.ours(texts.endArray().toBytes()))
                .map(named -> found(matter, Scanners.together(List.of(rules.scanner(), named))));
    }

    private List<Found> found(Matter matter, Scanner scanner) {
        String action = matter.isAnswer() ? "redact" : rules.mode().name().toLowerCase(Locale.ROOT);
        List<Found> found = new ArrayList<>();
        for (int i = 0; i < matter.judged().size(); i++) {
            for (Find find : scanner.scan(matter.judged().get(i).text())) {
                Mark mark = new Mark(i, find.start(), find.end(), find.type());
                found.add(new Found("mask", new Objection(find.rule(), find.type(), List.of(mark)), action));
            }
        }
        return found;
    }

    private Decision hidesAnswer(AiExchange exchange) {
        return rules.answers()
                ? new Decision("hides what the answer has", () -> hideAnswer(exchange))
                : Decision.NOTHING;
    }

    /** Added last, and so the first to see what the model says. */
    private void hideAnswer(AiExchange exchange) {
        if (rules.answers()) {
            exchange.add(new FlowStage(() -> new Hiding(rules.scanner())));
        }
    }
}
