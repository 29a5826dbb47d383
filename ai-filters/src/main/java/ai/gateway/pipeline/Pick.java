package ai.gateway.pipeline;

import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Failure;
import ai.gateway.provider.Target;
import org.jspecify.annotations.Nullable;

import java.util.function.UnaryOperator;

/** Who is asked in one attempt, and who is told how it went. Called on the loop of the exchange's client. */
public interface Pick {

    /** How an attempt went for the one who was asked. */
    enum Result {
        /** It answered; be it that a client is at fault. */
        ANSWERED,
        FAILED,
        /** Nobody waited for the answer any more. */
        UNWANTED
    }

    /** For logs, and for those who are told what was tried. */
    String name();

    /** Null: the place that the route's uri names. */
    @Nullable
    Target target();

    /** Its clocks, by those of the route. */
    default Settings.Timeouts timeouts(Settings.Timeouts ofRoute) {
        return ofRoute;
    }

    /** Changes its own copy of the request. */
    default void prepare(AiRequest request) {}

    /** Whether the answer is for nobody: thrown away as soon as it was looked at. */
    default boolean isMirror() {
        return false;
    }

    /** The head of its answer came. */
    default void headed(int status, UnaryOperator<@Nullable String> headers) {}

    /** The first content of its answer came, or all of it. */
    default void spoke() {}

    /** It is over, once. */
    void ended(Result how, AnswerFacts facts, @Nullable Failure why);
}
