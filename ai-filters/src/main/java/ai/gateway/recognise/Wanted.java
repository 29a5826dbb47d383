package ai.gateway.recognise;

import ai.gateway.recognise.RecognisersProperties.Kind;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** What is wanted of the recognisers in the configuration, by their names. */
record Wanted(Map<String, One> all) {

    /**
     * One of them.
     *
     * @param address where it is asked; null where it works in this process
     */
    record One(Kind type, @Nullable URI address, String language, List<String> entities, double score) {

        One {
            entities = List.copyOf(entities);
        }
    }

    Wanted {
        all = Map.copyOf(all);
    }
}
