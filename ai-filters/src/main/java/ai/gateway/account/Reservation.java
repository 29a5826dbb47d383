package ai.gateway.account;

import ai.gateway.exchange.Failure;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.Now;
import ai.gateway.quota.Claim;
import ai.gateway.quota.Grant;
import ai.gateway.quota.Level;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Gets what was demanded for a call. A cheap bound of what the call may come to is enough as long as there is plenty; near a
 * limit it is counted closely, and asked for once more.
 */
final class Reservation {

    /** Where the clock of an exchange has stopped it, its account is closed soon after. */
    private static final int PATIENCE = 2;

    private final Accounts accounts;
    private final ServerWebExchange web;
    private final AiExchange exchange;
    private final String id;
    private int asked;

    Reservation(Accounts accounts, ServerWebExchange web, AiExchange exchange, String id) {
        this.accounts = accounts;
        this.web = web;
        this.exchange = exchange;
        this.id = id;
    }

    /** What came of it. */
    record Made(String id, List<Demand> demands, List<Claim> claims, Grant grant, Forecast.@Nullable Cap cap) {

        Demand refusing() {
            return demands.get(grant.refusedBy());
        }

        Level refusingLevel() {
            return grant.levels().get(grant.refusedBy());
        }

        Failure refusal() {
            return grant.lost()
                    ? Refusal.LOST
                    : Refusal.of(refusing(), claims.get(grant.refusedBy()).need(), refusingLevel());
        }

        Hold hold(int firstAttempt) {
            return new Hold(id, demands, claims, grant.at(), firstAttempt);
        }
    }

    Mono<Made> make(List<Demand> demands) {
        return Now.flatMap(ask(demands, accounts.forecaster().bound(web, exchange, demands)), made -> {
            if (made.grant().isGranted()) {
                return Mono.just(made);
            }
            return made.refusing().isForecast() && !made.grant().lost()
                    ? accounts.forecaster()
                            .close(web, exchange, demands)
                            .flatMap(close -> ask(demands, close))
                            .flatMap(close -> orInstead(close, demands))
                    : orInstead(made, demands);
        });
    }

    /** There is not enough; another model may be asked all the same. */
    private Mono<Made> orInstead(Made made, List<Demand> demands) {
        String instead = made.grant().isGranted() || made.grant().lost()
                ? null
                : made.refusing().terms().instead();
        if (instead == null) {
            return Mono.just(made);
        }
        Demand lacking = made.refusing();
        exchange.request().askModel(instead);
        List<Demand> rest = demands.stream()
                .map(demand -> demand.equals(lacking) ? demand.letting() : demand)
                .toList();
        return make(rest);
    }

    /**
     * Filters may demand of the same counter, as a limit that warns and one that refuses do: what is held of it is held once, for
     * the one that lets the least pass, and the others look on.
     */
    private static List<Claim> claims(List<Demand> demands, Forecast forecast) {
        List<Claim> claims = new ArrayList<>(demands.size());
        for (Demand demand : demands) {
            claims.add(demand.claim(forecast));
        }
        for (int i = 0; i < claims.size(); i++) {
            for (int j = i + 1; j < claims.size(); j++) {
                if (claims.get(i).counter().equals(claims.get(j).counter())) {
                    int looser = claims.get(j).isTighterThan(claims.get(i)) ? i : j;
                    claims.set(looser, claims.get(looser).lookingOn());
                }
            }
        }
        return claims;
    }

    private Mono<Made> ask(List<Demand> demands, Forecast forecast) {
        List<Claim> claims = claims(demands, forecast);
        Duration longest = exchange.timeouts().total().multipliedBy(PATIENCE);
        // What was asked before may have been granted all the same, where nobody heard it: that is given back under its
        // own id.
        String once = asked++ == 0 ? id : id + "#" + asked;
        return Now.map(
                accounts.quotas().reserve(once, claims, longest),
                grant -> new Made(once, demands, claims, grant, forecast.cap()));
    }
}
