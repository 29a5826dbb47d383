package ai.gateway.exchange;

import org.jspecify.annotations.Nullable;

/**
 * A text to be spoken.
 *
 * @param dialect id of the dialect that it was read from, whose the extras are
 * @param voice by the provider's name for it; null where nobody said
 * @param manner how to speak, in words; null where nobody said
 * @param format of the sound, such as {@code mp3}; null where nobody said
 */
public record SpeechRequest(
        String dialect,
        @Nullable String model,
        String text,
        @Nullable String voice,
        @Nullable String manner,
        @Nullable String format,
        Extras extras) {}
