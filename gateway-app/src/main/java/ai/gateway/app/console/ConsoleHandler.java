package ai.gateway.app.console;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/** The way of a request to the console: the page and its parts for everybody, all else for those who may. */
final class ConsoleHandler implements WebHandler {

    static final String BASE = "/console";

    private static final Logger log = LoggerFactory.getLogger(ConsoleHandler.class);

    private static final String PARTS = BASE + "/a/";
    private static final String API = BASE + "/api/";

    private final Assets assets;
    private final Doorkeeper door;
    private final ConsoleApi api;

    ConsoleHandler(Assets assets, Doorkeeper door, ConsoleApi api) {
        this.assets = assets;
        this.door = door;
        this.api = api;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange web) {
        ServerHttpRequest request = web.getRequest();
        ServerHttpResponse response = web.getResponse();
        Replies.guard(response.getHeaders());
        String path = request.getPath().pathWithinApplication().value();
        if (path.startsWith(API)) {
            return api(web, path.substring(API.length()));
        }
        String method = request.getMethod().name();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return Replies.write(
                    response, Answer.problem(405, "method_not_allowed", "method: " + method + " (expected: GET)"));
        }
        if (path.equals(BASE)) {
            response.setStatusCode(HttpStatusCode.valueOf(308));
            response.getHeaders().set("location", BASE + "/");
            return response.setComplete();
        }
        return path.startsWith(PARTS)
                ? Replies.write(request, response, assets.find(path.substring(PARTS.length())), /* versioned= */ true)
                : Replies.write(
                        request, response, path.equals(BASE + "/") ? assets.page() : null, /* versioned= */ false);
    }

    private Mono<Void> api(ServerWebExchange web, String path) {
        ServerHttpRequest request = web.getRequest();
        Answer strange = door.strange(request);
        if (strange != null) {
            log.warn("console: a request that is not of its page, from {}", request.getRemoteAddress());
            return Replies.write(web.getResponse(), strange);
        }
        String who = door.who(request);
        if (path.equals("session")) {
            return Replies.write(web.getResponse(), api.session(door, who));
        }
        if (who == null) {
            log.warn("console: a request without a good token, from {}", request.getRemoteAddress());
            return Replies.write(
                    web.getResponse(),
                    Answer.problem(
                            401,
                            "unauthorized",
                            "authorization: no good one (expected: Bearer and a token of ai.gateway.admin)"));
        }
        return api.answer(web, path);
    }
}
