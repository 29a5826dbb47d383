package ai.gateway.ledger;

import ai.gateway.ledger.LogQuery.Field;
import ai.gateway.ledger.Logged.Bodies;
import ai.gateway.ledger.Logged.Body;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * One page of the request log. Databases guess badly where they have to walk for such a page, the more so as none of them knows how
 * rare a thing is that they are asked for: it is told here. The rarest of what is asked for leads, by an index in which its rows stand
 * in the order of the page; all else is looked at in what that one gives, and is written so that no other index is tempting.
 */
final class LogSearch {

    private static final int PATIENCE_SECONDS = 50;

    /** What is found so often is not rare. */
    private static final int OFTEN = 10_000;

    /** So many are read for one page where not all can be told by an index; the next page goes on behind them. */
    private static final int MOST_READ = 1_000;

    /** So many are asked for at once by their numbers. */
    private static final int CHUNK = 200;

    private final Connection connection;
    private final LogQuery query;
    private final long first;
    private final long tooLate;
    private final int most;

    /** Where the next page begins when this one is not full: that far was looked. 0 where all was. */
    private long seenTo;

    LogSearch(Connection connection, LogQuery query, @Nullable String after, int most) {
        this.connection = connection;
        this.query = query;
        this.first = LogRow.first(query.from());
        this.tooLate = Math.min(LogRow.first(query.to()), after == null ? Long.MAX_VALUE : cursor(after));
        this.most = most;
    }

    private static long cursor(String after) {
        try {
            return Long.parseLong(after);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("after: " + after + " (expected: what a page gave as its next)", e);
        }
    }

    LogPage page() throws SQLException {
        Map<Long, Logged> found = new LinkedHashMap<>();
        List<Long> terms = terms();
        if (!terms.isEmpty()) {
            byTerms(terms, found);
        } else if (!query.is().isEmpty()) {
            byColumn(found);
        } else {
            byLeast(found);
        }
        List<Long> numbers = new ArrayList<>(found.keySet());
        List<Logged> rows = new ArrayList<>(found.values());
        if (rows.size() > most) {
            return new LogPage(rows.subList(0, most), Long.toString(numbers.get(most - 1)));
        }
        return new LogPage(rows, seenTo > first ? Long.toString(seenTo) : null);
    }

    private List<Long> terms() {
        List<Long> terms = new ArrayList<>();
        String owner = query.owner();
        if (owner != null) {
            terms.add(LogTerms.owner(owner));
        }
        query.properties().forEach((name, value) -> terms.add(LogTerms.property(name, value)));
        String text = query.text();
        if (text != null) {
            terms.addAll(LogTerms.ofText(text));
        }
        return terms;
    }

    /** Some numbers of the rarest term at a time, and of these the rows, which say whether they have the others. */
    private void byTerms(List<Long> terms, Map<Long, Logged> found) throws SQLException {
        long leading = rarest(
                terms, term -> new Statement("select n from ai_gateway_request_term where term = ?", List.of(term)));
        long end = tooLate;
        for (int read = 0; found.size() <= most && read < MOST_READ; read += CHUNK) {
            List<Long> numbers = numbers(new Statement(
                    "select n from ai_gateway_request_term where term = ? and n >= ? and n < ?"
                            + " order by term desc, n desc limit " + CHUNK,
                    List.of(leading, first, end)));
            readThose(numbers, found);
            if (numbers.size() < CHUNK) {
                seenTo = 0;
                return;
            }
            end = numbers.get(CHUNK - 1);
            seenTo = end;
        }
    }

    private List<Long> numbers(Statement sql) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        try (PreparedStatement select = sql.prepared(connection);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                numbers.add(row.getLong(1));
            }
        }
        return numbers;
    }

    private void byColumn(Map<Long, Logged> found) throws SQLException {
        Field leading = rarest(
                List.copyOf(query.is().keySet()),
                field -> new Statement(
                        "select n from ai_gateway_request where " + field.column() + " = ?", List.of(value(field))));
        Statement sql = new Statement("select " + LogRow.ALL + " from ai_gateway_request r where r." + leading.column()
                + " = ? and r.m >= ? and r.m < ?");
        sql.with(value(leading)).with(first).with(tooLate);
        query.is().forEach((field, value) -> {
            if (field != leading) {
                aside(sql, field, value);
            }
        });
        least(sql);
        read(sql.add(" order by r." + leading.column() + ", r.m desc limit " + (most + 1)), found);
    }

    private Object value(Field field) {
        String value = query.is().getOrDefault(field, "");
        return field == Field.STATUS ? (Object) Integer.valueOf(value) : value;
    }

    private void aside(Statement sql, Field field, String value) {
        if (field == Field.STATUS) {
            sql.add(" and r.status + 0 = ?").with(Integer.valueOf(value));
        } else {
            sql.add(" and r." + field.column() + " || '' = ?").with(value);
        }
    }

    private void least(Statement sql) {
        if (query.least().nanoUsd() > 0) {
            sql.add(" and r.nano_usd + 0 >= ?").with(query.least().nanoUsd());
        }
        if (query.least().millis() > 0) {
            sql.add(" and r.millis + 0 >= ?").with(query.least().millis());
        }
    }

    /** Where few have come to so much, they are put into order here. */
    private void byLeast(Map<Long, Logged> found) throws SQLException {
        List<Long> few = few("nano_usd", query.least().nanoUsd());
        if (few == null) {
            few = few("millis", query.least().millis());
        }
        if (few != null) {
            few.removeIf(n -> n < first || n >= tooLate);
            few.sort((one, other) -> Long.compare(other, one));
            for (int at = 0; at < few.size() && found.size() <= most; at += CHUNK) {
                readThose(few.subList(at, Math.min(few.size(), at + CHUNK)), found);
            }
        } else {
            Statement sql =
                    new Statement("select " + LogRow.ALL + " from ai_gateway_request r where r.n >= ? and r.n < ?");
            sql.with(first).with(tooLate);
            least(sql);
            read(sql.add(" order by r.n desc limit " + (most + 1)), found);
        }
    }

    /** They are put into order here, too: asked to do it, a database may rather walk through all rows in that order. */
    private void readThose(List<Long> numbers, Map<Long, Logged> found) throws SQLException {
        if (numbers.isEmpty()) {
            return;
        }
        boolean reads = query.text() != null;
        Statement sql = new Statement("select " + LogRow.ALL + (reads ? ", d.prompt, d.answer" : "")
                + " from ai_gateway_request r" + (reads ? " join ai_gateway_request_detail d on d.n = r.n" : "")
                + " where r.n in (" + "?, ".repeat(numbers.size() - 1) + "?)");
        numbers.forEach(sql::with);
        query.is().forEach((field, value) -> aside(sql, field, value));
        least(sql);
        NavigableMap<Long, Logged> some = new TreeMap<>();
        read(sql, some);
        found.putAll(some.descendingMap());
    }

    /** Null where nothing is asked for, or many have come to it. */
    private @Nullable List<Long> few(String column, long least) throws SQLException {
        if (least <= 0) {
            return null;
        }
        Statement sql = new Statement("select n from ai_gateway_request where " + column + " >= ? order by " + column
                + " limit " + (OFTEN + 1));
        List<Long> numbers = numbers(sql.with(least));
        return numbers.size() > OFTEN ? null : numbers;
    }

    private interface Those<T> {
        Statement of(T one);
    }

    private <T> T rarest(List<T> all, Those<T> those) throws SQLException {
        T rarest = all.get(0);
        long least = Long.MAX_VALUE;
        for (T each : all.size() == 1 ? List.<T>of() : all) {
            Statement counted = those.of(each).counted(OFTEN);
            try (PreparedStatement select = counted.prepared(connection);
                    ResultSet row = select.executeQuery()) {
                row.next();
                if (row.getLong(1) < least) {
                    least = row.getLong(1);
                    rarest = each;
                }
            }
        }
        return rarest;
    }

    private void read(Statement sql, Map<Long, Logged> found) throws SQLException {
        try (PreparedStatement select = sql.prepared(connection);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                Logged one = LogRow.read(row);
                if (isMeant(one, row)) {
                    found.put(row.getLong("n"), one);
                }
            }
        }
    }

    private boolean isMeant(Logged one, ResultSet row) throws SQLException {
        String owner = query.owner();
        String of = one.entry().who().owner();
        if (owner != null && !of.equals(owner) && !of.startsWith(owner + "/")) {
            return false;
        }
        if (!one.person().properties().entrySet().containsAll(query.properties().entrySet())) {
            return false;
        }
        String text = query.text();
        if (text == null) {
            return true;
        }
        Bodies bodies = LogRow.bodies(row);
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        return says(bodies.prompt(), wanted) || says(bodies.answer(), wanted);
    }

    private static boolean says(@Nullable Body body, String wanted) {
        return body != null
                && body.texts().stream()
                        .anyMatch(each -> each.text().toLowerCase(Locale.ROOT).contains(wanted));
    }

    /** A question, with what stands for its marks. */
    private static final class Statement {

        private final StringBuilder sql;
        private final List<Object> parameters = new ArrayList<>();

        Statement(String sql) {
            this.sql = new StringBuilder(sql);
        }

        Statement(String sql, List<Object> parameters) {
            this(sql);
            this.parameters.addAll(parameters);
        }

        Statement add(String more) {
            sql.append(more);
            return this;
        }

        Statement with(Object parameter) {
            parameters.add(parameter);
            return this;
        }

        /** How many there are, as far as that matters. */
        Statement counted(int most) {
            return new Statement("select count(*) from (" + sql + " limit " + most + ") c", parameters);
        }

        PreparedStatement prepared(Connection connection) throws SQLException {
            PreparedStatement select = connection.prepareStatement(sql.toString());
            select.setQueryTimeout(PATIENCE_SECONDS);
            select.setFetchSize(200);
            new Binding(select).setAll(parameters);
            return select;
        }
    }
}
