package ai.gateway.account;

import ai.gateway.ledger.Ledger;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.AiExchanges;
import ai.gateway.pipeline.Now;
import ai.gateway.pipeline.Prospects;
import ai.gateway.pipeline.Routes;
import ai.gateway.quota.Quotas;
import ai.gateway.tokens.Tokenizers;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.List;

/** Finds the account of an exchange, or opens it. */
public final class Accounts {

    private final AiExchanges exchanges;
    private final Quotas quotas;
    private final Ledger ledger;
    private final Pricing pricing;
    private final Prospects prospects;
    private final Forecaster forecaster;
    private final List<Watcher> watchers;
    private final Clock clock;

    private Accounts(Builder of) {
        this.exchanges = of.exchanges;
        this.quotas = of.quotas;
        this.ledger = of.ledger;
        this.pricing = of.pricing;
        this.prospects = of.prospects;
        this.forecaster = new Forecaster(of.prospects, of.pricing, of.tokenizers);
        this.watchers = List.copyOf(of.watchers);
        this.clock = of.clock;
    }

    /** What accounts are kept with. */
    public record Builder(
            AiExchanges exchanges,
            Quotas quotas,
            Ledger ledger,
            Pricing pricing,
            Tokenizers tokenizers,
            Prospects prospects,
            List<Watcher> watchers,
            Clock clock) {

        public Accounts build() {
            return new Accounts(this);
        }
    }

    /** The account of this exchange. The filter that first asks for it in a turn of its own is the one that has it closed. */
    public Account of(ServerWebExchange web, AiExchange exchange) {
        Account known = exchange.stage(Account.class);
        if (known == null) {
            known = new Account(this, exchange, Routes.id(web));
            exchange.add(known);
        }
        return known;
    }

    /** Holds what filters have demanded so far. Fails with what the client is told where there is not enough. */
    public Mono<ServerWebExchange> reserve(ServerWebExchange web, AiExchange exchange) {
        return Now.flatMap(
                exchanges.readFor(web),
                readable -> exchanges.home(
                        readable, Now.thenReturn(of(readable, exchange).reserve(readable), readable)));
    }

    /** Throws what the client is told where somebody who may be asked has no price, and must have one. */
    void admit(ServerWebExchange web, AiExchange exchange) {
        prospects.of(web, exchange).forEach(target -> pricing.admit(exchange, target));
    }

    Quotas quotas() {
        return quotas;
    }

    Ledger ledger() {
        return ledger;
    }

    Pricing pricing() {
        return pricing;
    }

    Forecaster forecaster() {
        return forecaster;
    }

    List<Watcher> watchers() {
        return watchers;
    }

    long millis() {
        return clock.millis();
    }
}
