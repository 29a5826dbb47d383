package ai.gateway.app.console;

import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.FilterDefinition;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.OrderUtils;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The filters of a route and those of all routes, as the gateway puts them in a row. */
final class Chain {

    private static final String OURS = "ai.gateway.";
    private static final int NO_ORDER = Ordered.LOWEST_PRECEDENCE;

    private Chain() {}

    /**
     * One filter.
     *
     * @param from {@code route}, {@code default} for those of all routes that are configured, {@code gateway} for those that
     *     are always there
     * @param ai whether it is one of this project's
     */
    record Link(String name, int order, String from, boolean ai, List<String> arguments) {}

    /** As it is configured. */
    record Written(List<FilterDefinition> defaults, List<FilterDefinition> own) {}

    private record Definition(FilterDefinition definition, int order, String from) {}

    static List<Link> of(List<GatewayFilter> made, List<GlobalFilter> global, Written written) {
        List<Link> links = new ArrayList<>();
        global.forEach(filter -> links.add(link(filter)));
        List<Definition> definitions = new ArrayList<>();
        number(definitions, written.defaults(), "default");
        number(definitions, written.own(), "route");
        made.forEach(filter -> links.add(link(filter, definitions)));
        links.sort(Comparator.comparingInt(Link::order));
        return links;
    }

    private static void number(List<Definition> into, List<FilterDefinition> definitions, String from) {
        for (int i = 0; i < definitions.size(); i++) {
            into.add(new Definition(definitions.get(i), i + 1, from));
        }
    }

    private static Link link(GlobalFilter filter) {
        Class<?> type = filter.getClass();
        String name = type.getSimpleName().replace("GlobalFilter", "").replace("Filter", "");
        int order = filter instanceof Ordered ordered ? ordered.getOrder() : OrderUtils.getOrder(type, NO_ORDER);
        return new Link(name, order, "gateway", type.getName().startsWith(OURS), List.of());
    }

    private static Link link(GatewayFilter filter, List<Definition> definitions) {
        String name = name(filter.toString());
        int order = filter instanceof Ordered ordered ? ordered.getOrder() : NO_ORDER;
        Definition found = take(definitions, name, order);
        return found == null
                ? new Link(name, order, "route", name.startsWith("Ai"), List.of())
                : new Link(
                        name,
                        order,
                        found.from(),
                        name.startsWith("Ai"),
                        Arguments.shown(name, found.definition().getArgs()));
    }

    /** The one of which the filter was made: of that name, and at that place where several have it. */
    private static @Nullable Definition take(List<Definition> definitions, String name, int order) {
        Definition best = null;
        for (Definition each : definitions) {
            boolean isNamed = name.equals(each.definition().getName());
            if (isNamed && (best == null || (each.order() == order && best.order() != order))) {
                best = each;
            }
        }
        definitions.remove(best);
        return best;
    }

    /** Of what filters say of themselves, such as {@code [[StripPrefix parts = 1], order = 1]}, the first word. */
    private static String name(String said) {
        int from = 0;
        while (from < said.length() && said.charAt(from) == '[') {
            from++;
        }
        int to = from;
        while (to < said.length() && Character.isLetterOrDigit(said.charAt(to))) {
            to++;
        }
        return from == to || from == 0 ? "in code" : said.substring(from, to);
    }
}
