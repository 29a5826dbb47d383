package ai.gateway.autoconfigure;

import ai.gateway.condition.Nearest;
import ai.gateway.pipeline.AiUri;
import ai.gateway.plug.Arguments;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.cloud.gateway.filter.FilterDefinition;
import org.springframework.cloud.gateway.filter.factory.GatewayFilterFactory;
import org.springframework.cloud.gateway.handler.predicate.PredicateDefinition;
import org.springframework.cloud.gateway.handler.predicate.RoutePredicateFactory;
import org.springframework.cloud.gateway.route.RouteDefinition;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Makes each AI filter and predicate of the configured routes once before the gateway opens. Spring Cloud Gateway would
 * only log that one cannot be made, and go into service without any routes; a route that shall guard must not be lost so
 * quietly.
 */
final class RouteCheck implements SmartInitializingSingleton {

    private static final String OURS = "Ai";

    private final org.springframework.cloud.gateway.config.GatewayProperties routes;
    private final Map<String, Consumer<Map<String, Object>>> filters = new TreeMap<>();
    private final Map<String, Consumer<Map<String, Object>>> predicates = new TreeMap<>();

    RouteCheck(
            org.springframework.cloud.gateway.config.GatewayProperties routes,
            List<GatewayFilterFactory<?>> filterFactories,
            List<RoutePredicateFactory<?>> predicateFactories) {
        this.routes = routes;
        for (GatewayFilterFactory<?> factory : filterFactories) {
            filters.put(factory.name(), args -> makeFilter(factory, args));
        }
        for (RoutePredicateFactory<?> factory : predicateFactories) {
            predicates.put(factory.name(), args -> makePredicate(factory, args));
        }
    }

    @Override
    public void afterSingletonsInstantiated() {
        checkFilters("default-filters", routes.getDefaultFilters());
        for (RouteDefinition route : routes.getRoutes()) {
            checkUri(route);
            for (PredicateDefinition predicate : route.getPredicates()) {
                check("route " + route.getId(), predicate.getName(), predicate.getArgs(), predicates);
            }
            checkFilters("route " + route.getId(), route.getFilters());
        }
    }

    /** Java takes a name with an underscore, or with a last part that begins with a digit, for no host, and loses it. */
    private static void checkUri(RouteDefinition route) {
        URI uri = route.getUri();
        if (uri != null && AiUri.isAi(uri) && uri.getHost() == null) {
            throw InvalidSettingsException.of(
                    "route " + route.getId(),
                    "uri: " + uri + " (expected: ai:// and a name of letters, digits and single hyphens)");
        }
    }

    private void checkFilters(String where, List<FilterDefinition> definitions) {
        for (FilterDefinition filter : definitions) {
            check(where, filter.getName(), filter.getArgs(), filters);
        }
    }

    private static void check(
            String where,
            @Nullable String name,
            Map<String, ?> args,
            Map<String, Consumer<Map<String, Object>>> known) {
        if (name == null || !name.startsWith(OURS) || args.values().stream().anyMatch(RouteCheck::isExpression)) {
            return;
        }
        Consumer<Map<String, Object>> maker = known.get(name);
        if (maker == null) {
            throw InvalidSettingsException.of(
                    where,
                    name + ": unknown"
                            + Nearest.to(name, known.keySet())
                                    .map(meant -> " (expected: " + meant + ")")
                                    .orElse(""));
        }
        try {
            maker.accept(new LinkedHashMap<>(args));
        } catch (IllegalArgumentException mistake) {
            String message = String.valueOf(mistake.getMessage());
            String named = message.startsWith(name) ? message : name + ": " + message;
            throw InvalidSettingsException.of(where, named);
        }
    }

    /** Only the gateway can evaluate it, when it makes the route. */
    private static boolean isExpression(Object argument) {
        return argument.toString().trim().startsWith("#{");
    }

    @SuppressWarnings("unchecked")
    private static void makeFilter(GatewayFilterFactory<?> factory, Map<String, Object> args) {
        if (factory.getConfigClass() == Arguments.type()) {
            ((GatewayFilterFactory<Map<String, Object>>) factory).apply(args);
        }
    }

    @SuppressWarnings("unchecked")
    private static void makePredicate(RoutePredicateFactory<?> factory, Map<String, Object> args) {
        if (factory.getConfigClass() == Arguments.type()) {
            ((RoutePredicateFactory<Map<String, Object>>) factory).applyAsync(args);
        }
    }
}
