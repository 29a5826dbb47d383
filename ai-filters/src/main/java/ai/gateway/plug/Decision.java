package ai.gateway.plug;

import reactor.core.publisher.Mono;

/**
 * What a filter has decided to do with a request.
 *
 * @param what in a few words, for logs and dry runs; nothing of the request's content
 * @param act does it; may throw the failure that the client is told
 */
public record Decision(String what, Runnable act) {

    /** Let it pass unchanged. */
    public static final Decision NOTHING = new Decision("", () -> {});

    private static final Mono<Decision> PASS = Mono.just(NOTHING);

    public static Mono<Decision> pass() {
        return PASS;
    }

    public static Mono<Decision> of(String what, Runnable act) {
        return Mono.just(new Decision(what, act));
    }

    boolean isNothing() {
        return what.isEmpty();
    }
}
