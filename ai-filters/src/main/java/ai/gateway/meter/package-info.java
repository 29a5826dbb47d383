/**
 * What calls cost.
 *
 * <p>A {@link ai.gateway.meter.Metering} is made of the settings of one moment and answers three questions: what did this
 * attempt come to ({@link ai.gateway.meter.MeteredCall} in, {@link ai.gateway.meter.Metered} out), what may this request
 * cost at most, and may it be made at all.
 *
 * <p>First {@code Consumption} says what was used: what the provider told, and what is guessed where it has not. Then comes
 * what it costs: what the provider itself says, where it is believed, or else what {@link ai.gateway.models.Pricing} makes
 * of the price list. What has no price is never silently nothing: it is told by name, as {@link ai.gateway.meter.Unpriced}
 * wants it. In the end multipliers, and one rounding up to a billionth of a dollar.
 *
 * <p>{@link ai.gateway.meter.MeterSettings} are what is written below {@code ai.gateway.meter}; prices are overridden by
 * {@code ai.gateway.model-facts}. Nothing here knows a filter, a store or a clock.
 */
@NullMarked
package ai.gateway.meter;

import org.jspecify.annotations.NullMarked;
