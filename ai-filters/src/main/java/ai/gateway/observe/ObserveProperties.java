package ai.gateway.observe;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.util.List;

/**
 * What is told of exchanges and limits in metrics and traces.
 *
 * @param keyTags Tags of keys by whose values metrics and spans are told apart, such as tier: few values each.
 * @param mostSeries How many combinations of route, provider, model and so on there are in metrics at most; what comes after
 *     that has other for its models and tags. Also how many limits and budgets are shown.
 */
@ConfigurationProperties(prefix = "ai.gateway.observe", ignoreUnknownFields = false)
record ObserveProperties(
        @DefaultValue List<String> keyTags,
        @DefaultValue("500") int mostSeries) {

    ObserveProperties {
        keyTags = List.copyOf(keyTags);
        if (mostSeries < 1) {
            throw new IllegalArgumentException("ai.gateway.observe.most-series: " + mostSeries + " (expected: >= 1)");
        }
    }
}
