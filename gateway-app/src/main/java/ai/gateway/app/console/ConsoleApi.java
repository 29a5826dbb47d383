package ai.gateway.app.console;

import ai.gateway.pipeline.SmallBodies;
import ai.gateway.pools.PoolDesk;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonException;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Mono;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What the page asks for beside the admin API. Whoever comes here may. */
record ConsoleApi(
        Recent recent, Overview overview, RouteDesk routes, Desks desks, Playground playground, LiveFeed live) {

    private static final Logger log = LoggerFactory.getLogger(ConsoleApi.class);

    private static final int LARGEST_ORDER = 16_384;
    private static final int MOST_MINUTES = 60;
    private static final int MOST_LISTED = 1000;
    private static final String EXCHANGE = "exchanges/";
    private static final String PLAY = "play/";

    /** Who looks, and what may be done. */
    Answer session(Doorkeeper door, @Nullable String who) {
        JsonWriter json = new JsonWriter().beginObject().field("token", door.wantsToken());
        text(json, "who", who);
        text(json, "admin", who != null && door.wantsToken() ? door.adminPath() : null);
        return Answer.ok(json.endObject());
    }

    private static void text(JsonWriter json, String name, @Nullable String value) {
        if (value == null) {
            json.name(name).nullValue();
        } else {
            json.field(name, value);
        }
    }

    Mono<Void> answer(ServerWebExchange web, String path, Doorkeeper door) {
        String asked = web.getRequest().getMethod().name() + ' ' + path;
        if (path.startsWith(PLAY)) {
            String route = UriUtils.decode(path.substring(PLAY.length()), UTF_8);
            return playground.play(web, route, query(web.getRequest(), "path", "/v1/chat/completions"));
        }
        if (asked.equals("GET live")) {
            return live.write(web.getResponse(), number(web.getRequest(), "from", recent.next(), Long.MAX_VALUE));
        }
        Mono<Answer> answer = asked.equals("POST drain") ? drain(web, door) : look(web.getRequest(), asked);
        return answer.flatMap(given -> Replies.write(web.getResponse(), given));
    }

    private Mono<Answer> look(ServerHttpRequest request, String asked) {
        return switch (asked) {
            case "GET overview" ->
                ok(overview.of((int) Math.max(1, number(request, "minutes", MOST_MINUTES, MOST_MINUTES))));
            case "GET exchanges" ->
                ok(SeenJson.list(
                        recent.list(0, number(request, "before", Long.MAX_VALUE, Long.MAX_VALUE), (int)
                                number(request, "limit", MOST_LISTED, MOST_LISTED)),
                        recent.next()));
            case "GET routes" -> routes.all().map(Answer::ok);
            case "GET providers" -> ok(desks.providers());
            case "GET pools" -> ok(desks.poolsAtWork());
            case "GET guards" -> ok(desks.guards());
            default ->
                Mono.just(
                        asked.startsWith("GET " + EXCHANGE)
                                ? one(asked.substring(4 + EXCHANGE.length()))
                                : Answer.notFound("path: none of the console's"));
        };
    }

    private static Mono<Answer> ok(JsonWriter json) {
        return Mono.just(Answer.ok(json));
    }

    private Answer one(String id) {
        Seen seen = recent.find(UriUtils.decode(id, UTF_8));
        return seen == null
                ? Answer.notFound("exchange: not one of the last " + MOST_LISTED + " of this gateway")
                : Answer.ok(SeenJson.whole(seen));
    }

    /** Only where it is known who does it. */
    private Mono<Answer> drain(ServerWebExchange web, Doorkeeper door) {
        String who = door.who(web.getRequest());
        if (!door.wantsToken() || who == null) {
            return Mono.just(Answer.problem(
                    403, "read_only", "console: it only looks, without an admin token (set ai.gateway.admin.token)"));
        }
        return SmallBodies.read(web.getRequest(), LARGEST_ORDER)
                .map(body -> drain(who, body))
                .onErrorResume(
                        JsonException.class,
                        wrong -> Mono.just(Answer.problem(400, "invalid_json", String.valueOf(wrong.getMessage()))));
    }

    private Answer drain(String who, byte[] body) {
        Json order = Json.parse(body);
        String pool = order.get("pool").text("");
        String target = order.get("target").text("");
        boolean drain = order.get("drain").flag(true);
        PoolDesk.Drained done = desks.pools().drain(pool, target, drain);
        if (done.whyNot() != null) {
            return Answer.notFound(done.whyNot());
        }
        log.info("console: {} {} {} of pool {}", who, drain ? "drains" : "takes back", done.seats(), pool);
        return Answer.ok(desks.poolsAtWork());
    }

    private static String query(ServerHttpRequest request, String name, String otherwise) {
        String value = request.getQueryParams().getFirst(name);
        return value == null || !value.startsWith("/") ? otherwise : UriUtils.encodePath(value, UTF_8);
    }

    private static long number(ServerHttpRequest request, String name, long otherwise, long most) {
        String value = request.getQueryParams().getFirst(name);
        try {
            return value == null ? otherwise : Math.max(0, Math.min(most, Long.parseLong(value)));
        } catch (NumberFormatException noNumber) {
            return otherwise;
        }
    }
}
