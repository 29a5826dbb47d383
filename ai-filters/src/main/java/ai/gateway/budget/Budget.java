package ai.gateway.budget;

import ai.gateway.account.Accounts;
import ai.gateway.account.Demand;
import ai.gateway.account.Subject;
import ai.gateway.account.Terms;
import ai.gateway.condition.Glob;
import ai.gateway.exchange.Principal;
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
import java.util.Map;

/** The money that requests of a route may come to. */
final class Budget implements Gathering {

    /**
     * Which requests it is for.
     *
     * @param models that are asked for; none for all
     * @param tags of the one who calls, with their values; none for all
     */
    record Scope(List<Glob> models, Map<String, String> tags) {

        boolean holds(@Nullable String model, @Nullable Principal caller) {
            boolean modelHolds =
                    models.isEmpty() || (model != null && models.stream().anyMatch(glob -> glob.matches(model)));
            return modelHolds
                    && (tags.isEmpty()
                            || (caller != null && caller.tags().entrySet().containsAll(tags.entrySet())));
        }
    }

    private final Accounts accounts;
    private final Subject subject;
    private final Allowance allowance;
    private final Scope scope;
    private final Terms terms;

    Budget(Accounts accounts, Subject subject, Allowance allowance, Scope scope, Terms terms) {
        this.accounts = accounts;
        this.subject = subject;
        this.allowance = allowance;
        this.scope = scope;
        this.terms = terms;
    }

    @Override
    public Mono<Decision> decide(ServerWebExchange web, AiExchange exchange) {
        if (!scope.holds(exchange.request().model(), exchange.principal())) {
            return Decision.pass();
        }
        return Now.map(
                subject.counter(web, exchange),
                counter -> new Decision(
                        "budget " + counter,
                        () -> accounts.of(web, exchange).demand(new Demand(counter, allowance, terms))));
    }

    @Override
    public Mono<ServerWebExchange> get(ServerWebExchange web, AiExchange exchange) {
        return accounts.reserve(web, exchange);
    }

    /** It counts, and tells what would have been refused. */
    @Override
    public AiFilter dry() {
        return new Budget(accounts, subject, allowance, scope, terms.letting());
    }
}
