package ai.gateway.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** Makes what was written safe against the end of the machine, and sees to it that there is room ahead. */
final class Keeper {

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(8);
    private static final int ROUNDS_AFTER_FAILURE = 64;

    private final Chain chain;
    private final Shelf shelf;
    private final Watch watch;
    private boolean failing;
    private int rest;

    Keeper(Chain chain, Shelf shelf, Watch watch) {
        this.chain = chain;
        this.shelf = shelf;
        this.watch = watch;
    }

    /** @return the pause after it */
    long round() {
        if (rest > 0) {
            rest--;
        } else {
            try {
                grow();
                force();
                if (failing) {
                    failing = false;
                    watch.works(Watch.Part.DISK);
                }
            } catch (IOException | UncheckedIOException | InternalError e) {
                failing = true;
                rest = ROUNDS_AFTER_FAILURE;
                watch.failed(Watch.Part.DISK, e);
            }
        }
        return PAUSE;
    }

    void grow() throws IOException {
        try {
            while (chain.wantsMore()) {
                chain.add(shelf.create());
            }
        } catch (IOException e) {
            chain.cannotGrow(e);
            throw e;
        }
    }

    void force() {
        chain.live().forEach(Segment::force);
    }
}
