package ai.gateway.pipeline;

import ai.gateway.exchange.AnswerFacts;
import ai.gateway.provider.Target;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** What the gateway tells about an answer in its headers, where the settings let it. */
final class ReplyHeaders {

    private ReplyHeaders() {}

    static void set(HttpHeaders headers, AiExchange ai, @Nullable Destination destination) {
        if (!ai.settings().responseHeaders()) {
            return;
        }
        headers.set("x-ai-request-id", ai.id());
        Target target = destination == null ? null : destination.target();
        if (target != null) {
            headers.set("x-ai-provider", target.provider().name());
            headers.set("x-ai-attempts", Integer.toString(Math.max(ai.trace().attempts(), 1)));
        }
        Translation translation = destination == null ? null : destination.translation();
        if (translation != null && !translation.dropped().isEmpty()) {
            String dropped = String.join(", ", translation.dropped());
            if (isPlain(dropped)) {
                headers.set("x-ai-dropped", dropped);
            }
        }
        String model = model(ai.facts(), target);
        if (model != null) {
            headers.set("x-ai-model", model);
        }
    }

    /** What the provider says that it used, else what it was asked for. */
    private static @Nullable String model(AnswerFacts facts, @Nullable Target target) {
        String used = facts.model();
        String model = used != null ? used : target == null ? null : target.model();
        return model != null && isPlain(model) ? model : null;
    }

    /** A name from a body must not be able to end a header line. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return text.length() <= 200;
    }
}
