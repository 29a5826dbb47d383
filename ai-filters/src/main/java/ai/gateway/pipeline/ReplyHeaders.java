package ai.gateway.pipeline;

import ai.gateway.exchange.AnswerFacts;
import ai.gateway.provider.Target;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** What the gateway tells about an answer in its headers, where the settings let it. */
final class ReplyHeaders {

    private static final int MOST_TRIED = 2000;

    /** Only on failures, so that it must be taken back before the gateway's Retry filter sends once more. */
    static final String TRIED = "x-ai-tried";

    private ReplyHeaders() {}

    static void set(HttpHeaders headers, AiExchange ai, @Nullable Destination destination) {
        if (!ai.settings().responseHeaders()) {
            return;
        }
        notes(headers, ai);
        headers.set("x-ai-request-id", ai.id());
        Target target = destination == null ? null : destination.target();
        if (target != null) {
            headers.set("x-ai-provider", target.provider().name());
        }
        attempts(headers, ai.trace(), target != null && !ai.tries().isRecalled());
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

    /** What filters have to tell, as far as it is known. */
    static void notes(HttpHeaders headers, AiExchange ai) {
        if (ai.settings().responseHeaders()) {
            ai.notes().told(headers::set);
        }
    }

    /** How many were asked, and who, where all of them were asked in vain. */
    private static void attempts(HttpHeaders headers, Trace trace, boolean asked) {
        int attempts = asked ? Math.max(trace.attempts(), 1) : trace.attempts();
        if (attempts > 0) {
            headers.set("x-ai-attempts", Integer.toString(attempts));
        }
        String failures = trace.failures();
        if (!failures.isEmpty() && isPlain(failures, MOST_TRIED)) {
            headers.set(TRIED, failures);
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
        return isPlain(text, 200);
    }

    private static boolean isPlain(String text, int longest) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return text.length() <= longest;
    }
}
