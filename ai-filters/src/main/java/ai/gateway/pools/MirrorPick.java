package ai.gateway.pools;

import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Failure;
import ai.gateway.pipeline.AiRequest;
import ai.gateway.pipeline.Pick;
import ai.gateway.pipeline.Settings;
import ai.gateway.provider.Target;
import org.jspecify.annotations.Nullable;

import java.util.function.UnaryOperator;

/** One whose answer nobody gets. What is learnt of the target counts all the same, but not for how soon the pool answers. */
record MirrorPick(PoolPick pick) implements Pick {

    @Override
    public boolean isMirror() {
        return true;
    }

    @Override
    public String name() {
        return pick.name();
    }

    @Override
    public @Nullable Target target() {
        return pick.target();
    }

    @Override
    public Settings.Timeouts timeouts(Settings.Timeouts ofRoute) {
        return pick.timeouts(ofRoute);
    }

    @Override
    public void prepare(AiRequest request) {
        pick.prepare(request);
    }

    @Override
    public void headed(int status, UnaryOperator<@Nullable String> headers) {
        pick.headed(status, headers);
    }

    @Override
    public void ended(Result how, AnswerFacts facts, @Nullable Failure why) {
        pick.ended(how, facts, why);
    }
}
