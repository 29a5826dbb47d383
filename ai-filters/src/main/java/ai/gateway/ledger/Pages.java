package ai.gateway.ledger;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Single entries, page by page. A page goes on where the last one ended, whatever has come since. */
final class Pages {

    private static final int PATIENCE_SECONDS = 50;

    /** Where a page ended. */
    private record Cursor(long at, String id) {

        static Cursor of(String written) {
            int colon = written.indexOf(':');
            try {
                return new Cursor(
                        Long.parseLong(written.substring(0, Math.max(0, colon))), written.substring(colon + 1));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "after: " + written + " (expected: what a page gave as its next)", e);
            }
        }

        @Override
        public String toString() {
            return at + ":" + id;
        }
    }

    private Pages() {}

    static EntryPage read(Connection connection, Selection selection, @Nullable String after, int most)
            throws SQLException {
        List<Object> parameters = new ArrayList<>();
        String where = selection.where(parameters);
        if (after != null) {
            Cursor cursor = Cursor.of(after);
            where += " and (at < ? or (at = ? and id < ?))";
            parameters.addAll(List.of(cursor.at(), cursor.at(), cursor.id()));
        }
        String sql = "select " + EntryRow.ALL + " from ai_gateway_entry where " + where
                + " order by at desc, id desc limit " + (most + 1);
        List<Entry> entries = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setQueryTimeout(PATIENCE_SECONDS);
            new Binding(select).setAll(parameters);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    entries.add(EntryRow.read(row));
                }
            }
        }
        String next = null;
        if (entries.size() > most) {
            entries.remove(most);
            Entry last = entries.get(most - 1);
            next = new Cursor(last.at(), last.id()).toString();
        }
        entries.removeIf(each -> !selection.covers(each.who().tags()));
        return new EntryPage(entries, next);
    }
}
