package ai.gateway.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Deeds in the database, one after the other: whoever adds one holds the end of the chain until the transaction is over. */
final class DeedRows {

    static final String COLUMNS = "d.id, d.at, d.subject, d.who, d.action, d.address, d.was, d.became, d.hash";

    /** Where the chain ends. */
    private record Head(long id, String hash) {}

    private DeedRows() {}

    static Deed.Kept add(Connection connection, long id, Deed.Done done) throws SQLException {
        Head head = head(connection);
        String before = head.id() == 0 ? chainOlder(connection) : head.hash();
        Deed.Kept bare = new Deed.Kept(id, done.at(), done.subject(), done.deed(), null);
        String hash = DeedChain.next(before, bare);
        insert(connection, bare, hash);
        end(connection, id, hash);
        return new Deed.Kept(id, done.at(), done.subject(), done.deed(), hash);
    }

    private static Head head(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "select id, hash from ai_gateway_deed_head where only_one = 1 for update");
                ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                throw new SQLException(
                        "the end of the audit's chain is missing (expected: the row of ai_gateway_deed_head)");
            }
            return new Head(row.getLong(1), row.getString(2));
        }
    }

    /** Those from before there was a chain are its beginning, as they stand when it begins. */
    private static String chainOlder(Connection connection) throws SQLException {
        String before = DeedChain.BEGIN;
        List<Deed.Kept> older = before(connection, Long.MAX_VALUE, Integer.MAX_VALUE);
        try (PreparedStatement update =
                connection.prepareStatement("update ai_gateway_deed set hash = ? where id = ?")) {
            for (int i = older.size() - 1; i >= 0; i--) {
                before = DeedChain.next(before, older.get(i));
                new Binding(update).set(before).set(older.get(i).id());
                update.addBatch();
            }
            update.executeBatch();
        }
        return before;
    }

    private static void insert(Connection connection, Deed.Kept kept, String hash) throws SQLException {
        Deed deed = kept.deed();
        String sql = "insert into ai_gateway_deed (id, at, who, action, subject, address, was, became, hash)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            new Binding(insert)
                    .set(kept.id())
                    .set(kept.at())
                    .set(deed.who())
                    .set(deed.action())
                    .set(kept.subject())
                    .set(deed.address())
                    .set(deed.was())
                    .set(deed.became())
                    .set(hash);
            insert.executeUpdate();
        }
    }

    private static void end(Connection connection, long id, String hash) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update ai_gateway_deed_head set id = ?, hash = ? where only_one = 1")) {
            new Binding(update).set(id).set(hash);
            update.executeUpdate();
        }
    }

    static List<Deed.Kept> before(Connection connection, long id, int most) throws SQLException {
        String sql = "select " + COLUMNS + " from ai_gateway_deed d where d.id < ? order by d.id desc limit " + most;
        List<Deed.Kept> deeds = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            new Binding(select).set(id);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    deeds.add(read(row));
                }
            }
        }
        return deeds;
    }

    static Deed.Kept read(ResultSet row) throws SQLException {
        Deed deed = new Deed(row.getString(4), row.getString(5), row.getString(6), row.getString(7), row.getString(8));
        return new Deed.Kept(row.getLong(1), row.getLong(2), row.getString(3), deed, row.getString(9));
    }
}
