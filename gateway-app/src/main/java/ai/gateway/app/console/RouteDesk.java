package ai.gateway.app.console;

import ai.gateway.wire.JsonWriter;
import org.springframework.cloud.gateway.config.GatewayProperties;
import org.springframework.cloud.gateway.filter.FilterDefinition;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.handler.predicate.PredicateDefinition;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteDefinition;
import org.springframework.cloud.gateway.route.RouteDefinitionLocator;
import org.springframework.cloud.gateway.route.RouteLocator;
import reactor.core.publisher.Mono;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** Tells of the routes as they are: in the order in which they are asked, each with its filters in the order in which they work. */
record RouteDesk(
        RouteLocator routes,
        RouteDefinitionLocator definitions,
        GatewayProperties properties,
        List<GlobalFilter> globalFilters) {

    Mono<JsonWriter> all() {
        Mono<Map<String, RouteDefinition>> written =
                definitions.getRouteDefinitions().collectMap(RouteDefinition::getId);
        return Mono.zip(routes.getRoutes().collectList(), written).map(both -> all(both.getT1(), both.getT2()));
    }

    private JsonWriter all(List<Route> inOrder, Map<String, RouteDefinition> written) {
        JsonWriter json = new JsonWriter().beginObject().name("routes").beginArray();
        for (Route route : inOrder) {
            RouteDefinition definition = written.get(route.getId());
            List<FilterDefinition> own = definition == null ? List.of() : definition.getFilters();
            json.beginObject()
                    .field("id", route.getId())
                    .field("uri", shown(route.getUri()))
                    .field("order", route.getOrder())
                    .field("in_code", definition == null)
                    .name("predicates")
                    .beginArray();
            if (definition != null) {
                definition.getPredicates().forEach(predicate -> write(json, predicate));
            }
            json.endArray().name("filters").beginArray();
            Chain.of(route.getFilters(), globalFilters, new Chain.Written(properties.getDefaultFilters(), own))
                    .forEach(link -> write(json, link));
            json.endArray().endObject();
        }
        return json.endArray().endObject();
    }

    private static void write(JsonWriter json, PredicateDefinition predicate) {
        String name = String.valueOf(predicate.getName());
        json.beginObject().field("name", name);
        arguments(json, Arguments.shown(name, predicate.getArgs()));
        json.endObject();
    }

    private static void write(JsonWriter json, Chain.Link link) {
        json.beginObject()
                .field("name", link.name())
                .field("order", link.order())
                .field("from", link.from())
                .field("ai", link.ai());
        arguments(json, link.arguments());
        json.endObject();
    }

    private static void arguments(JsonWriter json, List<String> arguments) {
        json.name("args").beginArray();
        arguments.forEach(json::value);
        json.endArray();
    }

    /** Without a password or a key that somebody may have written into it. */
    static String shown(URI uri) {
        String host = uri.getHost() == null ? "" : uri.getHost();
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return uri.getScheme() + "://" + host + port + path;
    }
}
