package ai.gateway.admin;

import ai.gateway.admin.Problem.Code;
import ai.gateway.ledger.LedgerException;
import ai.gateway.pipeline.SmallBodies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The way of a request to the admin API: who asks, then what, then the answer; whatever goes wrong is a problem in JSON. */
final class AdminHandler implements WebHandler {

    private static final Logger log = LoggerFactory.getLogger(AdminHandler.class);

    private static final int LARGEST = 1 << 20;

    private final String base;
    private final Admins admins;
    private final List<Endpoint> endpoints;
    private final Scheduler scheduler;

    /**
     * @param scheduler whose threads may wait: chance and digests of new keys take their time
     */
    AdminHandler(Admins admins, List<Endpoint> endpoints, Scheduler scheduler) {
        this.base = admins.path();
        this.admins = admins;
        this.endpoints = List.copyOf(endpoints);
        this.scheduler = scheduler;
    }

    Admins admins() {
        return admins;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange web) {
        return Mono.defer(() -> answer(web))
                .onErrorResume(failure -> Mono.just(problem(failure).reply()))
                .flatMap(reply -> write(web.getResponse(), reply));
    }

    private Mono<Reply> answer(ServerWebExchange web) {
        ServerHttpRequest request = web.getRequest();
        String who = admins.who(request.getHeaders());
        if (who == null) {
            log.warn("admin: a request without a good token, from {}", address(request));
            throw Problem.of(
                            Code.UNAUTHORIZED,
                            "authorization: no good one (expected: Bearer and a token of ai.gateway.admin)")
                    .with("www-authenticate", "Bearer");
        }
        List<String> path = path(request);
        return SmallBodies.read(request, LARGEST).publishOn(scheduler).flatMap(body -> {
            Set<String> methods = new TreeSet<>();
            for (Endpoint endpoint : endpoints) {
                Map<String, String> variables = endpoint.match(path);
                if (variables != null
                        && endpoint.method().equals(request.getMethod().name())) {
                    return endpoint.action().on(call(request, who, variables, body));
                }
                if (variables != null) {
                    methods.add(endpoint.method());
                }
            }
            throw methods.isEmpty() ? nothing() : otherwise(methods);
        });
    }

    private Problem nothing() {
        return Problem.of(Code.NOT_FOUND, "path: none of this API's (expected: one of " + base + "/openapi.json)");
    }

    private static Problem otherwise(Set<String> methods) {
        return Problem.of(Code.METHOD_NOT_ALLOWED, "method: not for this path (expected: one of " + methods + ")")
                .with("allow", String.join(", ", methods));
    }

    private List<String> path(ServerHttpRequest request) {
        String below = request.getPath().pathWithinApplication().value().substring(base.length());
        List<String> path = new ArrayList<>();
        for (String segment : (below.startsWith("/") ? below.substring(1) : below).split("/", -1)) {
            path.add(UriUtils.decode(segment, UTF_8));
        }
        return path;
    }

    private Call call(ServerHttpRequest request, String who, Map<String, String> variables, byte[] body) {
        HttpHeaders headers = request.getHeaders();
        return new Call(
                who,
                address(request),
                base,
                variables,
                request.getQueryParams(),
                new Call.Headers(headers.getFirst("accept"), headers.getFirst("if-match")),
                body);
    }

    private static String address(ServerHttpRequest request) {
        InetSocketAddress address = request.getRemoteAddress();
        return address == null || address.getAddress() == null
                ? ""
                : address.getAddress().getHostAddress();
    }

    private static Problem problem(Throwable failure) {
        if (failure instanceof Problem problem) {
            return problem;
        }
        if (failure instanceof IllegalArgumentException mistake) {
            return Problem.of(mistake);
        }
        if (failure instanceof DataBufferLimitException) {
            return Problem.of(Code.REQUEST_TOO_LARGE, "body: too large (expected: at most " + LARGEST + " bytes)");
        }
        if (failure instanceof LedgerException) {
            log.warn("admin: the database cannot be asked", failure);
            return Problem.of(Code.STORE_UNAVAILABLE, "store: does not answer at the moment (try again)")
                    .with("retry-after", "1");
        }
        log.error("admin: failed", failure);
        return Problem.of(Code.INTERNAL_ERROR, "gateway: failed, and its log says how");
    }

    private static Mono<Void> write(ServerHttpResponse response, Reply reply) {
        response.setStatusCode(HttpStatusCode.valueOf(reply.status()));
        HttpHeaders headers = response.getHeaders();
        headers.set("cache-control", "no-store");
        headers.set("x-content-type-options", "nosniff");
        reply.headers().forEach(headers::set);
        if (reply.type().isEmpty()) {
            return response.setComplete();
        }
        headers.set("content-type", reply.type());
        headers.set("content-length", Integer.toString(reply.body().length));
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(reply.body())));
    }
}
