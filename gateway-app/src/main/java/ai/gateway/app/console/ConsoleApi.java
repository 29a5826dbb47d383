package ai.gateway.app.console;

import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Mono;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What the page asks for beside the admin API. Whoever comes here may. */
record ConsoleApi(
        Recent recent, Overview overview, RouteDesk routes, Desks desks, Playground playground, LiveFeed live) {

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

    Mono<Void> answer(ServerWebExchange web, String path) {
        String asked = web.getRequest().getMethod().name() + ' ' + path;
        if (path.startsWith(PLAY)) {
            String route = UriUtils.decode(path.substring(PLAY.length()), UTF_8);
            return playground.play(web, route, query(web.getRequest(), "path", "/v1/chat/completions"));
        }
        if (asked.equals("GET live")) {
            return live.write(web.getResponse(), number(web.getRequest(), "from", recent.next(), Long.MAX_VALUE));
        }
        return look(web.getRequest(), asked).flatMap(given -> Replies.write(web.getResponse(), given));
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
