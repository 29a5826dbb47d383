package ai.gateway.account;

import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.ledger.Entry;
import ai.gateway.ledger.LedgerException;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.Chronicle;
import ai.gateway.pipeline.Now;
import ai.gateway.pipeline.Outcome;
import ai.gateway.pipeline.Rights;
import ai.gateway.pipeline.Spent;
import ai.gateway.pipeline.Stage;
import ai.gateway.quota.Charge;
import ai.gateway.quota.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What one exchange has claimed, and what it came to. Belongs to the loop of the exchange's client, as that does; but what was
 * claimed may be granted on another thread, while the client hangs up on its own: either it is begun and settled, or neither.
 */
public final class Account implements Stage {

    private static final Logger log = LoggerFactory.getLogger(Account.class);

    private static final String COST = "x-ai-cost-usd";
    private static final String SAVED = "x-ai-saved-usd";

    private final Accounts accounts;
    private final AiExchange exchange;
    private final Entries entries;
    private final List<Demand> demands = new ArrayList<>(4);
    private final List<Hold> holds = new ArrayList<>(1);
    private final List<Spent> attempts = new ArrayList<>(1);
    private Rights heeded = Rights.ALL;
    private long prompt;
    private boolean begun;
    private boolean tellsCost;
    private boolean over;

    Account(Accounts accounts, AiExchange exchange, String route) {
        this.accounts = accounts;
        this.exchange = exchange;
        this.entries = new Entries(exchange, route, accounts.millis());
    }

    /** From now on this is wanted for the call, too. */
    public void demand(Demand demand) {
        demands.add(demand);
    }

    /** The client is told what its call came to, as far as there are prices. Throws what it is told where nobody could say it. */
    public void meter(ServerWebExchange web) {
        tellsCost = true;
        exchange.notes().promise(COST);
        exchange.notes().promise(SAVED, Entries::isRecalled);
        accounts.admit(web, exchange);
    }

    /** Holds all that was demanded since the last time. */
    Mono<Void> reserve(ServerWebExchange web) {
        Rights rights = exchange.rights();
        if (!rights.equals(heeded)) {
            heeded = rights;
            rights.allowances().forEach(of -> demands.add(new Demand(of.whose(), of.allowance(), Terms.USUAL)));
        }
        List<Demand> wanted = List.copyOf(demands);
        demands.clear();
        prompt = exchange.request().promptTokens(); // while the request is there
        if (wanted.isEmpty()) {
            return Mono.fromRunnable(this::begin);
        }
        String id = holds.isEmpty() ? entries.id() : entries.id() + "/" + holds.size();
        return Now.flatMap(new Reservation(accounts, web, exchange, id).make(wanted), this::made);
    }

    private synchronized Mono<Void> made(Reservation.Made made) {
        RateNotes.tell(exchange, made.demands(), made.grant());
        if (!made.grant().isGranted()) {
            if (!made.grant().lost()) {
                watch(watcher -> watcher.lacked(
                        exchange,
                        made.refusing(),
                        made.refusingLevel(),
                        made.grant().at()));
            }
            return Mono.error(made.refusal().asException());
        }
        holds.add(made.hold(attempts.size()));
        if (made.cap() != null) {
            exchange.request().capOutput(made.cap().output(), made.cap().model());
        }
        if (over) {
            return release(); // its client has gone meanwhile
        }
        for (int i = 0; i < made.demands().size(); i++) {
            granted(made.demands().get(i), made, i);
        }
        begin();
        return Mono.empty();
    }

    private void granted(Demand demand, Reservation.Made made, int index) {
        Level level = made.grant().levels().get(index);
        if (level.used() + level.held() > level.most()) {
            log.info(
                    "{} {}",
                    exchange.id(),
                    Refusal.of(demand, made.claims().get(index).need(), level).message());
            watch(watcher ->
                    watcher.lacked(exchange, demand, level, made.grant().at()));
        } else {
            watch(watcher ->
                    watcher.granted(exchange, demand, level, made.grant().at()));
        }
    }

    /** Should the gateway be killed, this is what is known of the call: that its prompt was sent. */
    private void begin() {
        Total total = Total.begun(prompt);
        try {
            accounts.ledger().begin(entries.begun(total, charges(total)));
        } catch (LedgerException cannot) {
            log.error("{} the ledger takes nothing: {}", exchange.id(), cannot.getMessage());
            throw Failure.of(
                            FailureCode.ACCOUNTS_UNAVAILABLE,
                            "gateway: it cannot write down what is used (try again soon)")
                    .asException();
        }
        begun = true;
    }

    @Override
    public void attempted(AiExchange asked, Spent spent) {
        switch (spent.kind()) {
            case ASKED, RECALLED, RECALLED_AND_CHARGED -> attempts.add(spent);
            case MIRROR -> {
                if (begun) {
                    mirrored(spent);
                }
            }
        }
    }

    /** It is charged to the same, by itself: it may be over long after the exchange. */
    private void mirrored(Spent mirror) {
        Total total = total(List.of(mirror));
        List<Charge> charges =
                charges(total).stream().filter(charge -> charge.used() > 0).toList();
        Entry entry = entries.mirrored(mirror, total, charges);
        write(entry);
        accounts.quotas()
                .settle(entry.id(), charges)
                .subscribe(nothing -> {}, error -> log.error("settlement of {} failed", entry.id(), error));
    }

    @Override
    public synchronized Mono<Void> settle(AiExchange ended, Outcome outcome) {
        over = true;
        if (!begun) {
            return holds.isEmpty() ? Mono.empty() : release();
        }
        Total total = total(attempts);
        List<Charge> all = new ArrayList<>();
        List<Mono<Void>> settled = new ArrayList<>(holds.size());
        for (int i = 0; i < holds.size(); i++) {
            List<Charge> charges = holds.get(i).charges(total(holds.get(i).firstAttempt(), end(i), total));
            all.addAll(charges);
            settled.add(accounts.quotas().settle(holds.get(i).id(), charges));
        }
        Spent last = attempts.isEmpty() ? null : attempts.get(attempts.size() - 1);
        Entry entry = entries.ended(outcome, last, total, all);
        Chronicle chronicle = exchange.chronicle();
        if (chronicle != null) {
            chronicle.entry(entry);
        }
        write(entry);
        tell(total);
        return settled.size() == 1 ? settled.get(0) : Flux.concat(settled).then();
    }

    private void tell(Total total) {
        if (tellsCost) {
            if (total.isPriced()) {
                exchange.notes().put(COST, Refusal.usd(total.nanoUsd()));
            }
            if (attempts.stream().anyMatch(each -> each.kind() == Spent.Kind.RECALLED)) {
                exchange.notes().put(SAVED, Refusal.usd(total.savedNanoUsd()));
            }
        }
    }

    /** Where the attempts end that something was held for: where it was held once more for the same. */
    private int end(int index) {
        for (int later = index + 1; later < holds.size(); later++) {
            if (holds.get(index).isRenewedBy(holds.get(later))) {
                return holds.get(later).firstAttempt();
            }
        }
        return attempts.size();
    }

    /** Nearly always, something was held for all of them. */
    private Total total(int from, int to, Total all) {
        return from == 0 && to == attempts.size() ? all : total(attempts.subList(from, to));
    }

    private Total total(List<Spent> some) {
        return Sum.of(some, spent -> accounts.pricing().of(exchange, spent, prompt));
    }

    /** Nothing was asked for; what is held is given back. */
    private Mono<Void> release() {
        return Flux.fromIterable(holds)
                .concatMap(hold -> accounts.quotas().settle(hold.id(), List.of()))
                .then();
    }

    /** What cannot be written down must not be lost in silence. It counts in the quotas all the same. */
    private void write(Entry entry) {
        try {
            accounts.ledger().end(entry);
        } catch (LedgerException cannot) {
            log.error("{} is not in the ledger ({}): {}", entry.id(), cannot.getMessage(), entry);
        }
        watch(watcher -> watcher.settled(exchange, entry));
    }

    private List<Charge> charges(Total total) {
        return holds.stream().flatMap(hold -> hold.charges(total).stream()).toList();
    }

    private void watch(Consumer<Watcher> told) {
        accounts.watchers().forEach(watcher -> {
            try {
                told.accept(watcher);
            } catch (RuntimeException mistake) {
                log.error("{} a watcher failed", exchange.id(), mistake);
            }
        });
    }
}
