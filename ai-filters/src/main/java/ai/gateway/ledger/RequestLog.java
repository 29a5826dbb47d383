package ai.gateway.ledger;

import ai.gateway.ledger.Logged.Feedback;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The request log in the database. Questions are answered on threads of their own; who writes and prunes waits. */
public final class RequestLog {

    private static final int LONGEST_PAGE = 1000;
    private static final int PRUNED_AT_ONCE = 500;
    private static final int MOST_NUMBERS = 8;

    private static final String WITH_DETAIL = "select " + LogRow.ALL + ", d.steps, d.prompt, d.answer"
            + " from ai_gateway_request r join ai_gateway_request_detail d on d.n = r.n";

    private final Database database;
    private final Desk desk;

    /** @param executor whose threads may wait for the database */
    public RequestLog(Database database, Executor executor) {
        this.database = database;
        this.desk = new Desk(database, executor);
    }

    /**
     * Keeps them.
     *
     * @return those that the database will never take
     * @throws LedgerException when it does not answer; none of them is kept then
     */
    public List<Logged> write(List<Logged> all) {
        if (isWritten(all, 0)) {
            return List.of();
        }
        List<Logged> refused = new ArrayList<>(0);
        for (Logged each : all) {
            if (!isWritten(each)) {
                refused.add(each);
            }
        }
        return refused;
    }

    /** Another one may have its number. */
    private boolean isWritten(Logged one) {
        for (int attempt = 0; attempt < MOST_NUMBERS; attempt++) {
            if (isWritten(List.of(one), attempt)) {
                return true;
            }
        }
        return false;
    }

    private boolean isWritten(List<Logged> all, int attempt) {
        try {
            database.changeSoon(connection -> {
                LogRow.insert(connection, all, attempt);
                return all;
            });
            return true;
        } catch (SQLException e) {
            if (SqlLedger.isOfData(e)) {
                return false;
            }
            throw failure(e);
        }
    }

    private static LedgerException failure(SQLException e) {
        return new LedgerException("request log: " + e.getMessage(), e);
    }

    /**
     * The newest first.
     *
     * @param after the {@code next} of the page before; null for the first
     * @param most how many, at most 1000
     */
    public CompletableFuture<LogPage> search(LogQuery query, @Nullable String after, int most) {
        if (most < 1 || most > LONGEST_PAGE) {
            throw new IllegalArgumentException("limit: " + most + " (expected: 1 to " + LONGEST_PAGE + ")");
        }
        return desk.read(connection -> new LogSearch(connection, query, after, most).page());
    }

    /** All that is kept of one. */
    public CompletableFuture<Optional<Logged>> find(String id) {
        return desk.read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(WITH_DETAIL + " where r.id = ? order by r.n desc limit 1")) {
                new Binding(select).set(id);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(LogRow.readAll(row)) : Optional.empty();
                }
            }
        });
    }

    /**
     * Keeps what was thought of one, in the place of what was thought before.
     *
     * @param key by which it must have been asked, or by none; null for any
     * @return whether there is such a one
     */
    public CompletableFuture<Boolean> rate(String id, @Nullable String key, Feedback feedback) {
        return desk.change(connection -> {
            String sql = "update ai_gateway_request set score = ?, comment = ?, rated_at = ?, rated_by = ? where id = ?"
                    + (key == null ? "" : " and (key_name = ? or key_name = '')");
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                update.setDouble(1, feedback.score());
                update.setString(2, feedback.comment());
                update.setLong(3, feedback.at());
                update.setString(4, Texts.kept(feedback.by()));
                update.setString(5, id);
                if (key != null) {
                    update.setString(6, key);
                }
                return update.executeUpdate() > 0;
            }
        });
    }

    /**
     * Forgets what came before that moment; a little at a time, so that nobody waits for it.
     *
     * @return how many
     * @throws LedgerException when the database does not answer
     */
    public long prune(long before) {
        long all = 0;
        int some;
        do {
            some = pruneSome(before);
            all += some;
        } while (some > 0);
        return all;
    }

    private int pruneSome(long before) {
        try {
            return database.changeSoon(connection -> {
                String oldest = WITH_DETAIL + " where r.n < ? order by r.n limit " + PRUNED_AT_ONCE;
                int count = 0;
                try (PreparedStatement select = connection.prepareStatement(oldest)) {
                    new Binding(select).set(LogRow.first(before));
                    try (ResultSet row = select.executeQuery();
                            Forgetting forgetting = new Forgetting(connection)) {
                        while (row.next()) {
                            forgetting.add(row.getLong("n"), LogRow.readAll(row));
                            count++;
                        }
                        forgetting.execute();
                    }
                }
                return count;
            });
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Terms are not found by the number that has them; they are made again of what they were made of. */
    private static final class Forgetting implements AutoCloseable {

        private final PreparedStatement terms;
        private final PreparedStatement details;
        private final PreparedStatement rows;

        Forgetting(Connection connection) throws SQLException {
            terms = connection.prepareStatement("delete from ai_gateway_request_term where term = ? and n = ?");
            details = connection.prepareStatement("delete from ai_gateway_request_detail where n = ?");
            rows = connection.prepareStatement("delete from ai_gateway_request where n = ?");
        }

        void add(long number, Logged logged) throws SQLException {
            for (long term : LogTerms.of(logged)) {
                new Binding(terms).set(term).set(number);
                terms.addBatch();
            }
            new Binding(details).set(number);
            details.addBatch();
            new Binding(rows).set(number);
            rows.addBatch();
        }

        void execute() throws SQLException {
            terms.executeBatch();
            details.executeBatch();
            rows.executeBatch();
        }

        @Override
        public void close() throws SQLException {
            terms.close();
            details.close();
            rows.close();
        }
    }
}
