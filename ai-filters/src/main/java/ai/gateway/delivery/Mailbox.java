package ai.gateway.delivery;

import ai.gateway.reach.Endpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import java.util.function.Function;

/** What one receiver is still to be told. Of too much, the oldest is lost, and the log is told. Filled by one thread at a time. */
final class Mailbox implements Disposable {

    private static final Logger log = LoggerFactory.getLogger(Mailbox.class);

    private final Sinks.Many<Notice> incoming = Sinks.many().unicast().onBackpressureBuffer();
    private final Disposable work;

    Mailbox(Endpoint to, int most, int atOnce, Function<Notice, Mono<Void>> delivery) {
        work = incoming.asFlux()
                .onBackpressureBuffer(
                        most,
                        lost -> log.warn("event {} did not reach {}: too many after it wait", lost.id(), to),
                        BufferOverflowStrategy.DROP_OLDEST)
                .flatMap(delivery, atOnce)
                .subscribe();
    }

    void put(Notice notice) {
        incoming.emitNext(notice, Sinks.EmitFailureHandler.FAIL_FAST);
    }

    @Override
    public void dispose() {
        work.dispose();
    }
}
