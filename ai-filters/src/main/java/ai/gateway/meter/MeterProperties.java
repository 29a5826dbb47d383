package ai.gateway.meter;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * What may be written of costs. Bound with all the rest of {@code ai.gateway}, not as a bean: the annotation is there for
 * the metadata that editors read.
 *
 * @param meter What calls cost.
 */
@ConfigurationProperties("ai.gateway")
record MeterProperties(@DefaultValue Meter meter) {

    /**
     * What calls cost.
     *
     * @param unpriced What becomes of calls for which there is no price.
     * @param reported Providers that are believed about what a call has cost, as provider or provider/model.
     * @param multiplier What all costs are multiplied by, such as 1.2 for a margin of a fifth.
     * @param models Other words for some models, by provider/model; a star is any run of characters.
     * @param tags What the costs of some keys are multiplied by besides.
     */
    record Meter(
            @DefaultValue("warn") Unpriced unpriced,

            @DefaultValue({"openrouter", "xai", "perplexity", "vercel"})
            List<String> reported,

            @DefaultValue("1") BigDecimal multiplier,
            @DefaultValue Map<String, OfModel> models,
            @DefaultValue List<OfTag> tags) {}

    /**
     * Other words for some models.
     *
     * @param unpriced What becomes of their calls when there is no price.
     * @param multiplier What their costs are multiplied by.
     */
    record OfModel(@Nullable Unpriced unpriced, @Nullable BigDecimal multiplier) {}

    /**
     * What the costs of some keys are multiplied by.
     *
     * @param tag Of the key, as name=value.
     * @param multiplier What they are multiplied by.
     */
    record OfTag(String tag, BigDecimal multiplier) {}
}
