package ai.gateway.plug;

import ai.gateway.exchange.Modality;
import ai.gateway.pipeline.AiRequest;
import org.jspecify.annotations.Nullable;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What becomes of a request with something in it that nobody can read. */
public enum Unread {
    BLOCK,
    PASS;

    /** What of a request nobody can read; null for nothing. */
    public static @Nullable String in(AiRequest request) {
        if (!request.isReadable()) {
            return request.hasBody() ? "the body" : null;
        }
        Set<Modality> files = EnumSet.noneOf(Modality.class);
        files.addAll(request.facts().input());
        files.remove(Modality.TEXT);
        return files.isEmpty() ? null : files.iterator().next().name().toLowerCase(Locale.ROOT) + " in it";
    }
}
