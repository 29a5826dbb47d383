package ai.gateway.ledger;

import ai.gateway.ledger.Verified.Anchor;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** What was done, as a chain: each deed has the hash of all before it, so that none can be changed, taken out or put in unseen. */
public final class Audit {

    /** One statement, so that what is looked at is of one moment. */
    private static final String ALL = "select " + DeedRows.COLUMNS + ", h.id, h.hash from ai_gateway_deed_head h"
            + " left join ai_gateway_deed d on 1 = 1 order by d.id";

    private static final int PATIENCE_SECONDS = 600;

    private final Database database;
    private final Desk desk;

    /** @param executor whose threads may wait for the database */
    public Audit(Database database, Executor executor) {
        this.database = database;
        this.desk = new Desk(database, executor);
    }

    /**
     * Adds what was done to no document. Waits for the database.
     *
     * @throws LedgerException when it does not take them; none of them is kept then
     */
    public void add(List<Deed.Done> all) {
        try {
            database.change(connection -> {
                for (Deed.Done each : all) {
                    DeedRows.add(connection, Documents.nextVersion(connection), each);
                }
                return all;
            });
        } catch (SQLException e) {
            throw new LedgerException("audit: " + e.getMessage(), e);
        }
    }

    /** @param anchor that must still stand there; null for none */
    public CompletableFuture<Verified> verify(@Nullable Anchor anchor) {
        return desk.read(connection -> verify(connection, anchor));
    }

    private static Verified verify(Connection connection, @Nullable Anchor anchor) throws SQLException {
        Walk walk = new Walk(anchor);
        try (PreparedStatement select = connection.prepareStatement(ALL)) {
            select.setQueryTimeout(PATIENCE_SECONDS);
            select.setFetchSize(1000);
            try (ResultSet row = select.executeQuery()) {
                boolean goesOn = row.next();
                if (!goesOn) {
                    return new Verified(0, 0, "the end of the chain is missing", 0, "");
                }
                while (goesOn && walk.why == null) {
                    walk.headed(row.getLong(10), row.getString(11));
                    row.getLong(1);
                    if (!row.wasNull()) {
                        walk.on(DeedRows.read(row));
                    }
                    goesOn = row.next();
                }
            }
        }
        return walk.end();
    }

    /** From the first one to the last one, or to the first that is wrong. */
    private static final class Walk {

        private final @Nullable Anchor anchor;
        private String before = DeedChain.BEGIN;
        private boolean anchored;
        private long checked;
        private long last;
        private long headId;
        private String headHash = "";
        private long brokenAt;
        private @Nullable String why;

        Walk(@Nullable Anchor anchor) {
            this.anchor = anchor;
        }

        void headed(long id, String hash) {
            headId = id;
            headHash = hash;
        }

        void on(Deed.Kept kept) {
            checked++;
            last = kept.id();
            String expected = DeedChain.next(before, kept);
            if (headId == 0 && kept.hash() == null) {
                return; // from before there was a chain, which has not begun yet
            }
            if (kept.hash() == null) {
                broken(kept.id(), "it has no hash: it was put in, or comes from an older gateway");
            } else if (!kept.hash().equals(expected)) {
                broken(kept.id(), "it was changed, or what stood before it was changed, taken out or put in");
            } else {
                before = expected;
                anchored |= anchor != null
                        && anchor.id() == kept.id()
                        && anchor.hash().equals(expected);
            }
        }

        private void broken(long at, String reason) {
            brokenAt = at;
            why = reason;
        }

        Verified end() {
            boolean chained = headId != 0;
            if (why == null && chained && (last != headId || !before.equals(headHash))) {
                broken(last, "the chain ended at " + headId + ": what stood behind this was taken out or put in");
            }
            if (why == null && anchor != null && !anchored) {
                broken(anchor.id(), "it does not stand there any more as it was noted");
            }
            return new Verified(checked, brokenAt, why, headId, headHash);
        }
    }
}
