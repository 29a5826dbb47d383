package ai.gateway.pipeline;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** The stages of an exchange, and whose they are. Each of them settles once. */
final class Stages {

    private final AiExchange exchange;
    private final List<Stage> stages = new ArrayList<>(4);
    private final List<Object> owners = new ArrayList<>(4);
    private final AtomicBoolean settled = new AtomicBoolean();
    private Object turn = this;

    Stages(AiExchange exchange) {
        this.exchange = exchange;
    }

    List<Stage> all() {
        return stages;
    }

    <S extends Stage> @Nullable S find(Class<S> kind) {
        for (Stage stage : stages) {
            if (kind.isInstance(stage)) {
                return kind.cast(stage);
            }
        }
        return null;
    }

    void add(Stage stage) {
        synchronized (stages) {
            if (!settled.get()) {
                stages.add(stage);
                owners.add(turn);
                return;
            }
        }
        settle(List.of(stage));
    }

    void turnOf(Object filter) {
        turn = filter;
        for (int i = owners.size() - 1; i >= 0; i--) {
            if (owners.get(i) == filter) {
                owners.remove(i);
                settle(List.of(stages.remove(i)));
            }
        }
    }

    /** Somebody was asked, and it is over. Should a stage fail to learn from it, the exchange goes on. */
    void attempted(Spent spent) {
        Chronicle chronicle = exchange.chronicle();
        if (chronicle != null) {
            chronicle.spent(spent);
        }
        for (Stage stage : stages) {
            Settlement.safely(exchange.id(), () -> stage.attempted(exchange, spent));
        }
    }

    /**
     * No stage waits for another one, and none can keep another one from settling.
     *
     * @param before is done first, if it was not done before
     */
    void settle(Runnable before) {
        List<Stage> due;
        synchronized (stages) {
            if (!settled.compareAndSet(false, true)) {
                return;
            }
            due = List.copyOf(stages);
        }
        before.run();
        settle(due);
    }

    private void settle(List<Stage> due) {
        if (due.isEmpty()) {
            return;
        }
        Outcome how = exchange.outcome();
        List<Mono<Void>> open = new ArrayList<>(0);
        for (Stage stage : due) {
            try {
                Mono<Void> done = stage.settle(exchange, how);
                if (Now.is(done)) {
                    Now.value(done);
                } else {
                    open.add(done);
                }
            } catch (Exception failed) {
                Settlement.failed(exchange.id(), failed);
            }
        }
        if (!open.isEmpty()) {
            Flux.fromIterable(open)
                    .flatMapDelayError(done -> done, open.size(), 1)
                    .subscribe(nothing -> {}, error -> Settlement.failed(exchange.id(), error));
        }
    }
}
