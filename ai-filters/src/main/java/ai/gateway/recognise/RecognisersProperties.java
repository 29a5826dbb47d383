package ai.gateway.recognise;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.util.List;
import java.util.Map;

/**
 * What may be written of recognisers. Bound with all the rest of {@code ai.gateway}, not as a bean: the annotation is there for the
 * metadata that editors read.
 *
 * @param recognisers Who finds names of persons, places and organisations, by the name that routes have for it.
 */
@ConfigurationProperties("ai.gateway")
record RecognisersProperties(@DefaultValue Map<String, Written> recognisers) {

    /**
     * What may be written of one.
     *
     * @param type What it is: presidio, names.
     * @param endpoint Of presidio: where its analyzer is, http or https.
     * @param language Of presidio: the language of the texts.
     * @param entities What it is to find.
     * @param score Of presidio: how sure it must be, from 0 to 1.
     */
    record Written(
            @Nullable Kind type,
            @DefaultValue("") String endpoint,
            @DefaultValue("en") String language,

            @DefaultValue({"PERSON", "LOCATION", "ORGANIZATION"})
            List<String> entities,

            @DefaultValue("0.5") double score) {}

    enum Kind {
        /** An analyzer of Presidio's, over HTTP. */
        PRESIDIO,
        /** In this process, by context and by lists. */
        NAMES
    }
}
