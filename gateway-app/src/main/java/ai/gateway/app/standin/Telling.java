package ai.gateway.app.standin;

import reactor.core.publisher.Flux;

/** Tells a reply as a stream, step by step as it is asked for: a long answer is never in memory as a whole. */
final class Telling {
    private final Dialect dialect;
    private final Reply reply;
    private final int eventTokens;

    Telling(Dialect dialect, Reply reply, int eventTokens) {
        this.dialect = dialect;
        this.reply = reply;
        this.eventTokens = eventTokens;
    }

    Flux<byte[]> frames() {
        return Flux.defer(() -> {
            Frames out = new Frames(0);
            return steps(out).concatMapIterable(step -> {
                step.run();
                return out.take();
            });
        });
    }

    /** The first frames only, and then what the dialect says when something goes wrong under way. */
    Flux<byte[]> framesUpToAnError(int count) {
        return frames().index()
                .<byte[]>handle((frame, sink) -> {
                    if (frame.getT1() < count) {
                        sink.next(frame.getT2());
                    } else {
                        sink.error(new Refusal(503, "The stand-in broke off here, as it was asked to."));
                    }
                })
                .onErrorResume(Refusal.class, refusal -> {
                    Frames out = new Frames(count);
                    dialect.failure(reply, refusal, out);
                    return Flux.fromIterable(out.take());
                });
    }

    private Flux<Runnable> steps(Frames out) {
        Flux<Runnable> blocks = Flux.fromIterable(reply.blocks()).concatMap(block -> steps(block, out));
        return Flux.concat(
                Flux.just(() -> dialect.begin(reply, out)), blocks, Flux.just(() -> dialect.end(reply, out)));
    }

    private Flux<Runnable> steps(Block block, Frames out) {
        Flux<Runnable> pieces = Flux.fromIterable(Tokens.pieces(block.text(), eventTokens))
                .map(piece -> () -> dialect.piece(reply, block, piece, out));
        return Flux.concat(
                Flux.just(() -> dialect.open(reply, block, out)),
                pieces,
                Flux.just(() -> dialect.close(reply, block, out)));
    }
}
