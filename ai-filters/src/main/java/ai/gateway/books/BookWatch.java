package ai.gateway.books;

import ai.gateway.ledger.Watch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** The log hears of each failure and each return once, and of everything that is lost. */
final class BookWatch implements Watch {

    private static final Logger LOG = LoggerFactory.getLogger(BookWatch.class);

    private final Set<Part> failing = Collections.synchronizedSet(EnumSet.noneOf(Part.class));

    boolean isFailing(Part part) {
        return failing.contains(part);
    }

    @Override
    public void failed(Part part, Throwable why) {
        if (failing.add(part)) {
            switch (part) {
                case DATABASE ->
                    LOG.warn("The ledger's database fails; calls stay in the journal as long as it has room", why);
                case DISK -> LOG.warn("The ledger's journal cannot be kept on its disk as it should", why);
            }
        }
    }

    @Override
    public void works(Part part) {
        if (failing.remove(part)) {
            LOG.info("The ledger's {} works again", part == Part.DISK ? "disk" : "database");
        }
    }

    @Override
    public void lost(String what, Throwable why) {
        LOG.error("Not in the ledger: {}", what, why);
    }
}
