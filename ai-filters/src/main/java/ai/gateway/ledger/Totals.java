package ai.gateway.ledger;

import ai.gateway.ledger.Dimension.Kind;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sums of entries by groups. The database sums up by what stands in its columns; owners are cut, tags are read and days are told
 * apart here, the same for every database.
 */
final class Totals {

    private static final int MOST_GROUPS = 100_000;
    private static final int MOST_DAYS = 3660;
    private static final int PATIENCE_SECONDS = 50;
    private final Selection selection;
    private final List<Dimension> by;
    private final ZoneId zone;
    private final List<String> columns;
    private final Map<List<String>, Total> sums = new LinkedHashMap<>();

    Totals(Selection selection, List<Dimension> by, ZoneId zone) {
        this.selection = selection;
        this.by = by;
        this.zone = zone;
        Set<String> needed = new LinkedHashSet<>();
        by.stream()
                .map(each -> each.kind().column())
                .filter(each -> !each.isEmpty())
                .forEach(needed::add);
        if (!selection.tags().isEmpty()) {
            needed.add(Kind.TAG.column());
        }
        this.columns = List.copyOf(needed);
    }

    List<Total> read(Connection connection) throws SQLException {
        if (by.stream().noneMatch(each -> each.kind() == Kind.DAY)) {
            read(connection, selection, "");
        } else {
            readDays(connection);
        }
        List<Total> totals = new ArrayList<>(sums.values());
        totals.sort(Comparator.comparing(Total::group, Totals::compare));
        return totals;
    }

    private static int compare(List<String> one, List<String> other) {
        for (int i = 0; i < one.size(); i++) {
            int order = one.get(i).compareTo(other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** A day has the length that it has in that place. */
    private void readDays(Connection connection) throws SQLException {
        List<Object> parameters = new ArrayList<>();
        String sql = "select min(at), max(at), count(*) from ai_gateway_entry where " + selection.where(parameters);
        LocalDate day;
        LocalDate last;
        try (PreparedStatement select = prepared(connection, sql, parameters);
                ResultSet row = select.executeQuery()) {
            row.next();
            if (row.getLong(3) == 0) {
                return;
            }
            day = day(row.getLong(1));
            last = day(row.getLong(2));
        }
        if (day.plusDays(MOST_DAYS).isBefore(last)) {
            throw new IllegalArgumentException(
                    "by: day, over more than " + MOST_DAYS + " days (expected: a narrower time)");
        }
        while (!day.isAfter(last)) {
            LocalDate next = day.plusDays(1);
            read(connection, selection.between(begin(day), begin(next)), day.toString());
            day = next;
        }
    }

    private LocalDate day(long at) {
        return Instant.ofEpochMilli(at).atZone(zone).toLocalDate();
    }

    private long begin(LocalDate day) {
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    private void read(Connection connection, Selection of, String day) throws SQLException {
        List<Object> parameters = new ArrayList<>();
        String sql = sql(of.where(parameters));
        try (PreparedStatement select = prepared(connection, sql, parameters);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                add(row, day);
            }
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, List<Object> parameters)
            throws SQLException {
        PreparedStatement select = connection.prepareStatement(sql);
        select.setQueryTimeout(PATIENCE_SECONDS);
        select.setFetchSize(1000);
        new Binding(select).setAll(parameters);
        return select;
    }

    private String sql(String where) {
        StringBuilder sql =
                new StringBuilder("select count(*) as calls, sum(nano_usd) as cost, sum(saved_nano_usd) as saved,"
                        + " sum(case when ending <> 'complete' then 1 else 0 end) as failed,"
                        + " sum(case when estimated then 1 else 0 end) as estimates");
        TokenColumn.ALL.forEach(each -> sql.append(", sum(case when ")
                .append(each.name())
                .append(" > 0 then ")
                .append(each.name())
                .append(" else 0 end) as ")
                .append(each.name()));
        columns.forEach(each -> sql.append(", ").append(each));
        sql.append(" from ai_gateway_entry where ").append(where);
        if (columns.isEmpty()) {
            return sql.append(" having count(*) > 0").toString();
        }
        return sql.append(" group by ").append(String.join(", ", columns)).toString();
    }

    private void add(ResultSet row, String day) throws SQLException {
        Map<String, String> tags =
                columns.contains(Kind.TAG.column()) ? EntryJson.tags(row.getString(Kind.TAG.column())) : Map.of();
        if (!selection.covers(tags)) {
            return;
        }
        List<String> group = new ArrayList<>(by.size());
        for (Dimension each : by) {
            String column = each.kind().column();
            String value = column.isEmpty() ? day : row.getString(column);
            group.add(each.group(value == null ? "" : value, tags));
        }
        sums.merge(group, total(group, row), Total::plus);
        if (sums.size() > MOST_GROUPS) {
            throw new IllegalArgumentException(
                    "by: more than " + MOST_GROUPS + " groups (expected: a narrower time, or fewer dimensions)");
        }
    }

    private static Total total(List<String> group, ResultSet row) throws SQLException {
        return new Total(
                group,
                row.getLong("calls"),
                row.getLong("failed"),
                row.getLong("estimates"),
                EntryRow.usage(row),
                row.getLong("cost"),
                row.getLong("saved"));
    }
}
