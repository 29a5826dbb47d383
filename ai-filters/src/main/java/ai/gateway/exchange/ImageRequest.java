package ai.gateway.exchange;

import org.jspecify.annotations.Nullable;

/**
 * A picture to be made of words.
 *
 * @param dialect id of the dialect that it was read from, whose the extras are
 * @param count how many
 * @param size null for as the model pleases
 * @param quality in the words of the dialect; null where nobody said
 * @param format of the file, such as {@code png}; null where nobody said
 * @param byUrl whether an address is wanted in place of the picture itself
 */
public record ImageRequest(
        String dialect,
        @Nullable String model,
        String prompt,
        int count,
        @Nullable Size size,
        @Nullable String quality,
        @Nullable String format,
        boolean byUrl,
        Extras extras) {

    /** In pixels. */
    public record Size(int width, int height) {

        /** As a proportion of small numbers, the nearest of those that are known. */
        public String nearest(String... proportions) {
            String nearest = proportions[0];
            double least = Double.MAX_VALUE;
            for (String proportion : proportions) {
                int colon = proportion.indexOf(':');
                double wide = Double.parseDouble(proportion.substring(0, colon));
                double high = Double.parseDouble(proportion.substring(colon + 1));
                double off = Math.abs(Math.log((double) width / height) - Math.log(wide / high));
                if (off < least) {
                    least = off;
                    nearest = proportion;
                }
            }
            return nearest;
        }
    }
}
