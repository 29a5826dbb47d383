package ai.gateway.log;

import ai.gateway.exchange.AiException;
import ai.gateway.ledger.Logged.Body;
import ai.gateway.ledger.Logged.Person;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.AiRequest;
import ai.gateway.pipeline.Routes;
import ai.gateway.plug.Decision;
import ai.gateway.plug.HeadFilter;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import java.util.Locale;

/** Takes down what passes its place in a route. Where it keeps no bodies, it reads none. */
final class TakingDown implements HeadFilter {

    private final UserHeaders headers;
    private final Policy policy;
    private final Outlets outlets;

    TakingDown(UserHeaders headers, Policy policy, Outlets outlets) {
        this.headers = headers;
        this.policy = policy;
        this.outlets = outlets;
    }

    @Override
    public boolean readsRequest() {
        return policy.bodies() != Bodies.NONE && policy.sample() > 0;
    }

    /** All that passes is logged, whether or not its body can be read. */
    @Override
    public boolean takes(AiRequest request) {
        return true;
    }

    @Override
    public Mono<Decision> decide(ServerWebExchange web, AiExchange exchange) {
        if (exchange.stage(Taken.class) != null) {
            return Decision.pass(); // a log before this one in the route
        }
        boolean keeps = policy.keeps(exchange.id());
        String what = "log, bodies " + (keeps ? policy.bodies().name().toLowerCase(Locale.ROOT) : "none");
        return Decision.of(what, () -> {
            Person person = headers.in(web.getRequest().getHeaders());
            Body prompt = keeps ? prompt(exchange) : null;
            Taken taken = new Taken(Routes.id(web), person, policy, prompt, keeps);
            exchange.add(taken);
            if (keeps && policy.spans()) {
                exchange.add(new Quoter(taken, outlets));
            }
        });
    }

    /** Null where there is none that can be read: who sent it is told so elsewhere. */
    private @Nullable Body prompt(AiExchange exchange) {
        AiRequest request = exchange.request();
        if (!request.isReadable()) {
            return null;
        }
        Pages pages = new Pages(policy.taken());
        try {
            exchange.dialect()
                    .promptTexts(
                            request.call(),
                            request.json(),
                            (role, run, text) -> pages.add(Heard.word(role), text.text()));
        } catch (AiException notStrict) {
            return null;
        }
        return pages.body();
    }
}
