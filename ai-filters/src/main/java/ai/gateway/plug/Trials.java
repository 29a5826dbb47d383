package ai.gateway.plug;

import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.route.Route;

import java.util.ArrayList;
import java.util.List;

/** Those filters of a route that can be tried. */
public final class Trials {

    private Trials() {}

    /** One of them, by the name that it has in the route. */
    public record Line(String filter, Trial trial) {}

    /** In the order of the route; not those that are switched off. */
    public static List<Line> of(Route route) {
        List<Line> lines = new ArrayList<>();
        for (GatewayFilter each : route.getFilters()) {
            if (AiGatewayFilter.bare(each) instanceof AiGatewayFilter filter) {
                Trial trial = filter.trial();
                if (trial != null) {
                    lines.add(new Line(filter.name(), trial));
                }
            }
        }
        return lines;
    }
}
