package ai.gateway.exchange;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Pictures that were made. */
public record Images(List<Image> images, Usage usage) {

    public Images {
        images = List.copyOf(images);
    }

    /**
     * @param base64 the file; null where there is only an address
     * @param url null where there is the file itself
     * @param type media type; null where the provider did not say
     */
    public record Image(
            @Nullable String base64,
            @Nullable String url,
            @Nullable String type) {}
}
