package ai.gateway.plug;

import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import java.util.function.UnaryOperator;

/**
 * What a filter has decided to do with a request.
 *
 * @param what in a few words, for logs and dry runs; nothing of the request's content
 * @param act does it; may throw the failure that the client is told
 * @param onward what whoever comes after is not to see, is taken from the exchange here, in a dry run too
 */
public record Decision(String what, Runnable act, UnaryOperator<ServerWebExchange> onward) {

    /** One after which others see all that there was. */
    public Decision(String what, Runnable act) {
        this(what, act, UnaryOperator.identity());
    }

    /** Let it pass unchanged. */
    public static final Decision NOTHING = new Decision("", () -> {}, UnaryOperator.identity());

    private static final Mono<Decision> PASS = Mono.just(NOTHING);

    public static Mono<Decision> pass() {
        return PASS;
    }

    public static Mono<Decision> of(String what, Runnable act) {
        return Mono.just(new Decision(what, act, UnaryOperator.identity()));
    }

    boolean isNothing() {
        return what.isEmpty();
    }
}
