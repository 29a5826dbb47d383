package ai.gateway.limit;

import ai.gateway.account.Account;
import ai.gateway.account.Accounts;
import ai.gateway.account.Demand;
import ai.gateway.account.Subject;
import ai.gateway.account.Terms;
import ai.gateway.condition.Glob;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.Now;
import ai.gateway.plug.AiFilter;
import ai.gateway.plug.Decision;
import ai.gateway.plug.Gathering;
import ai.gateway.quota.Allowance;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import java.util.List;

/** What is demanded for each request of a route. */
final class Limits implements Gathering {

    /**
     * Other limits for some models, counted apart.
     *
     * @param allowances in place of the usual ones of the same kind
     */
    record ForModels(Glob models, List<Allowance> allowances) {

        boolean replaces(Allowance usual) {
            return allowances.stream().anyMatch(other -> other.unit() == usual.unit());
        }
    }

    private final Accounts accounts;
    private final Subject subject;
    private final List<Allowance> usual;
    private final List<ForModels> special;
    private final Terms terms;

    Limits(Accounts accounts, Subject subject, List<Allowance> usual, List<ForModels> special, Terms terms) {
        this.accounts = accounts;
        this.subject = subject;
        this.usual = List.copyOf(usual);
        this.special = List.copyOf(special);
        this.terms = terms;
    }

    @Override
    public Mono<Decision> decide(ServerWebExchange web, AiExchange exchange) {
        ForModels apart = apart(exchange.request().model());
        return Now.map(
                subject.counter(web, exchange),
                counter -> new Decision("limit " + counter, () -> {
                    Account account = accounts.of(web, exchange);
                    for (Allowance allowance : usual) {
                        if (apart == null || !apart.replaces(allowance)) {
                            account.demand(new Demand(counter, allowance, terms));
                        }
                    }
                    if (apart != null) {
                        String theirs = counter + ",models:" + apart.models().pattern();
                        apart.allowances().forEach(allowance -> account.demand(new Demand(theirs, allowance, terms)));
                    }
                }));
    }

    private @Nullable ForModels apart(@Nullable String model) {
        if (model != null) {
            for (ForModels each : special) {
                if (each.models().matches(model)) {
                    return each;
                }
            }
        }
        return null;
    }

    @Override
    public Mono<ServerWebExchange> get(ServerWebExchange web, AiExchange exchange) {
        return accounts.reserve(web, exchange);
    }

    /** It counts, and tells what would have been refused. */
    @Override
    public AiFilter dry() {
        return new Limits(accounts, subject, usual, special, terms.letting());
    }
}
