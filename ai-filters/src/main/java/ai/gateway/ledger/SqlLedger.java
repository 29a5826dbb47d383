package ai.gateway.ledger;

import ai.gateway.quota.Charge;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Entries and the sums of their charges in a database: what a journal is emptied into. An entry and what it adds to the sums are
 * one transaction, and an id is known once; so the sums are exact, however often something is written.
 *
 * <p>Its methods wait for the database: none is for an event loop.
 */
public final class SqlLedger implements Sink {

    private static final int PRUNED_AT_ONCE = 1000;

    private final Database database;
    private final Watch watch;

    public SqlLedger(Database database, Watch watch) {
        this.database = database;
        this.watch = watch;
    }

    @Override
    public void write(List<Entry> entries) {
        if (refusal(entries) == null) {
            return;
        }
        // Some are known, as after a crash, or the database will never take one of them: that keeps no other one out.
        for (Entry each : entries) {
            SQLException refusal = isKnown(each) ? null : refusal(List.of(each));
            if (refusal != null) {
                watch.lost("the entry " + each.id(), refusal);
            }
        }
    }

    /** All of them are written, or none, where the database does not take what one of them says. */
    private @Nullable SQLException refusal(List<Entry> entries) {
        try {
            insert(entries);
            return null;
        } catch (SQLException e) {
            if (!isOfData(e)) {
                throw failure(e);
            }
            return e;
        }
    }

    private boolean isKnown(Entry entry) {
        try {
            return database.read(connection -> {
                try (PreparedStatement select = connection.prepareStatement(EntryRow.KNOWN)) {
                    new Binding(select).set(entry.at()).set(entry.id());
                    try (ResultSet row = select.executeQuery()) {
                        return row.next();
                    }
                }
            });
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    static boolean isOfData(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }

    private static LedgerException failure(SQLException e) {
        return new LedgerException("ledger: " + e.getMessage(), e);
    }

    private void insert(List<Entry> entries) throws SQLException {
        database.change(connection -> {
            CounterRows.add(connection, database.flavour(), unknown(connection, entries));
            return entries;
        });
    }

    /** Inserts them. */
    private List<Entry> unknown(Connection connection, List<Entry> entries) throws SQLException {
        List<Entry> unknown = new ArrayList<>(entries.size());
        try (PreparedStatement insert = connection.prepareStatement(EntryRow.insert(database.flavour()))) {
            for (Entry each : entries) {
                EntryRow.bind(each, insert);
                insert.addBatch();
            }
            int[] counts = insert.executeBatch();
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] == Statement.SUCCESS_NO_INFO) {
                    throw new SQLException("the driver does not say which rows are new"
                            + " (expected: a url without reWriteBatchedInserts)");
                }
                if (counts[i] > 0) {
                    unknown.add(entries.get(i));
                }
            }
        }
        return unknown;
    }

    @Override
    public Collection<Charge> live(long now) {
        try {
            return database.read(connection -> CounterRows.live(connection, now));
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /**
     * Forgets entries that came before the one moment, and sums that counted no more at the other; a little at a time, so that
     * nobody waits for it.
     *
     * @return how many rows
     * @throws LedgerException when the database does not answer
     */
    public long prune(long entriesBefore, long countersBefore) {
        return prune(
                        "delete from ai_gateway_entry where (at, id) in"
                                + " (select at, id from ai_gateway_entry where at < ? order by at, id limit "
                                + PRUNED_AT_ONCE + ")",
                        entriesBefore)
                + prune(
                        "delete from ai_gateway_counter where (counter, slot) in"
                                + " (select counter, slot from ai_gateway_counter where ends < ? order by ends limit "
                                + PRUNED_AT_ONCE + ")",
                        countersBefore);
    }

    private long prune(String sql, long before) {
        long all = 0;
        int some;
        do {
            some = pruneSome(sql, before);
            all += some;
        } while (some > 0);
        return all;
    }

    private int pruneSome(String sql, long before) {
        try {
            return database.change(connection -> {
                try (PreparedStatement delete = connection.prepareStatement(sql)) {
                    new Binding(delete).set(before);
                    return delete.executeUpdate();
                }
            });
        } catch (SQLException e) {
            throw failure(e);
        }
    }
}
