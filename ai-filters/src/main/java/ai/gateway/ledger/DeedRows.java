package ai.gateway.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Deeds in the database. */
final class DeedRows {

    private DeedRows() {}

    static void add(Connection connection, Deed.Kept kept) throws SQLException {
        Deed deed = kept.deed();
        String sql = "insert into ai_gateway_deed (id, at, who, action, subject, address, was, became)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            new Binding(insert)
                    .set(kept.id())
                    .set(kept.at())
                    .set(Texts.kept(deed.who()))
                    .set(Texts.kept(deed.action()))
                    .set(kept.subject())
                    .set(Texts.kept(deed.address()))
                    .set(deed.was())
                    .set(deed.became());
            insert.executeUpdate();
        }
    }

    static List<Deed.Kept> before(Connection connection, long id, int most) throws SQLException {
        String sql = "select id, at, subject, who, action, address, was, became from ai_gateway_deed where id < ?"
                + " order by id desc limit " + most;
        List<Deed.Kept> deeds = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            new Binding(select).set(id);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Deed deed = new Deed(
                            row.getString(4), row.getString(5), row.getString(6), row.getString(7), row.getString(8));
                    deeds.add(new Deed.Kept(row.getLong(1), row.getLong(2), row.getString(3), deed));
                }
            }
        }
        return deeds;
    }
}
