package ai.gateway.account;

import org.jspecify.annotations.Nullable;

/**
 * The most that a call can come to.
 *
 * @param prompt tokens that the model will read
 * @param output tokens that it may write
 * @param nanoUsd billionths of a dollar, at the dearest of those who may be asked
 * @param cap that must be set on the answer for that to be true; null where none must be
 */
record Forecast(
        long prompt, long output, long nanoUsd, @Nullable Cap cap) {

    static final Forecast NOTHING = new Forecast(0, 0, 0, null);

    /** @param model who would be asked; null where it is not known */
    record Cap(long output, @Nullable String model) {}
}
