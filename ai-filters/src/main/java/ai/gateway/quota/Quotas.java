package ai.gateway.quota;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Grants what requests claim. All of a request's claims or none; exact whoever else asks at the same time. */
public interface Quotas {

    /**
     * Holds what is claimed. Asked once more with the same id, as after a reply that was lost, it holds nothing more. Whoever has
     * settled is refused.
     *
     * @param id of the request, made by the gateway: whoever could choose it would hold once and use often
     * @param longest after which what is held is given back by itself
     */
    Mono<Grant> reserve(String id, List<Claim> claims, Duration longest);

    /**
     * Gives back what the request holds, and counts what it used. A second time does nothing. What was never held, or is held no
     * more, is counted all the same. Done when it cannot get lost any more while this gateway lives.
     */
    Mono<Void> settle(String id, List<Charge> charges);

    /** How counters stand, without asking for any: claims of nothing. */
    Mono<List<Level>> levels(List<Claim> claims);

    /** Counts what was used before this gateway began, or before the store lost it: never less than it knows. */
    Mono<Void> seed(Collection<Charge> charges);
}
