package ai.gateway.ledger;

import org.jspecify.annotations.Nullable;

import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** What was used. Questions are answered on threads of their own, never on the one that asks. */
public final class Usages {

    private static final int LONGEST_PAGE = 1000;

    private final Desk desk;

    /** @param executor whose threads may wait for the database */
    public Usages(Database database, Executor executor) {
        this.desk = new Desk(database, executor);
    }

    /**
     * @param by what sums are told apart by; none for one sum of all
     * @param zone whose days are meant
     */
    public CompletableFuture<List<Total>> totals(Selection selection, List<Dimension> by, ZoneId zone) {
        return desk.read(connection -> new Totals(selection, by, zone).read(connection));
    }

    /**
     * The newest first.
     *
     * @param after the {@code next} of the page before; null for the first
     * @param most how many, at most 1000
     */
    public CompletableFuture<EntryPage> entries(Selection selection, @Nullable String after, int most) {
        if (most < 1 || most > LONGEST_PAGE) {
            throw new IllegalArgumentException("limit: " + most + " (expected: 1 to " + LONGEST_PAGE + ")");
        }
        return desk.read(connection -> Pages.read(connection, selection, after, most));
    }
}
