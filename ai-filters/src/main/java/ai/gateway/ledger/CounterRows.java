package ai.gateway.ledger;

import ai.gateway.quota.Charge;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Sums of charges. */
final class CounterRows {

    private record Place(String counter, long slot) {}

    /** Everybody in one order: nodes that add to the same sums must not wait for each other in a circle. */
    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::counter).thenComparingLong(Place::slot);

    private CounterRows() {}

    static void add(Connection connection, Flavour flavour, List<Entry> entries) throws SQLException {
        SortedMap<Place, Charge> sums = sums(entries);
        if (sums.isEmpty()) {
            return;
        }
        String make = "insert into ai_gateway_counter (counter, slot, ends, used) select ?, ?, ?, 0 where not exists"
                + " (select 1 from ai_gateway_counter where counter = ? and slot = ?)" + flavour.unlessThere();
        try (PreparedStatement insert = connection.prepareStatement(make)) {
            for (Charge each : sums.values()) {
                new Binding(insert)
                        .set(each.counter())
                        .set(each.slot())
                        .set(each.until())
                        .set(each.counter())
                        .set(each.slot());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        String add = "update ai_gateway_counter set used = used + ? where counter = ? and slot = ?";
        try (PreparedStatement update = connection.prepareStatement(add)) {
            for (Charge each : sums.values()) {
                new Binding(update).set(each.used()).set(each.counter()).set(each.slot());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    /** What counts for no time, as calls at once do, is not worth a row. */
    private static SortedMap<Place, Charge> sums(List<Entry> entries) {
        SortedMap<Place, Charge> sums = new TreeMap<>(ORDER);
        for (Entry entry : entries) {
            for (Charge charge : entry.charges()) {
                if (charge.until() > charge.slot()) {
                    sums.merge(new Place(charge.counter(), charge.slot()), charge, CounterRows::both);
                }
            }
        }
        return sums;
    }

    private static Charge both(Charge one, Charge other) {
        return new Charge(one.counter(), one.slot(), Math.max(one.until(), other.until()), one.used() + other.used());
    }

    static List<Charge> live(Connection connection, long now) throws SQLException {
        List<Charge> live = new ArrayList<>();
        String sql = "select counter, slot, ends, used from ai_gateway_counter where ends > ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            new Binding(select).set(now);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    live.add(new Charge(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4)));
                }
            }
        }
        return live;
    }
}
