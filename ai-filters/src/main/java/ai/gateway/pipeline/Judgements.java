package ai.gateway.pipeline;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import java.util.ArrayList;
import java.util.List;

/** What is still being thought about a request that is on its way, and how it is said to the client when somebody objects. */
public final class Judgements {

    private final List<Mono<Void>> open = new ArrayList<>(1);
    private volatile @Nullable String refusal;

    /**
     * Nothing of the answer is given before that ends; if it fails, with what the client is told, whoever is asked meanwhile is
     * let go.
     *
     * @param judgement under way; subscribed to more than once
     */
    public void await(Mono<Void> judgement) {
        open.add(judgement);
    }

    /** An objection from now on looks like an answer that says that; like a failure where null, or where an answer has no words. */
    public void refuseWith(@Nullable String text) {
        refusal = text;
    }

    @Nullable
    String refusal() {
        return refusal;
    }

    /** The answer that can be given, once it may be. */
    Mono<Ready> before(Mono<Ready> answer) {
        if (open.isEmpty()) {
            return answer;
        }
        Mono<Void> allowed = open.size() == 1 ? open.get(0) : Mono.when(open);
        return Mono.firstWithSignal(answer.flatMap(ready -> held(ready, allowed)), allowed.then(Mono.never()));
    }

    private static Mono<Ready> held(Ready ready, Mono<Void> allowed) {
        Clocks clocks = ready.passage().clocks();
        clocks.pause();
        Mono<Ready> late = Mono.create(sink -> clocks.tell(why -> sink.error(why.asException())));
        return ready.passage()
                .home(Mono.firstWithSignal(allowed.thenReturn(ready), late))
                .doOnNext(given -> clocks.resume())
                .doOnError(why -> ready.drop())
                .doOnCancel(ready::drop);
    }
}
