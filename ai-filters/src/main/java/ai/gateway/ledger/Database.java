package ai.gateway.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** An H2 or a PostgreSQL with our tables in it. */
public final class Database implements AutoCloseable {

    interface Work<T> {

        T on(Connection connection) throws SQLException;
    }

    private final Connections connections;
    private final Flavour flavour;

    private Database(Connections connections) {
        this.connections = connections;
        try {
            this.flavour = with(Flavour::of);
            Migrations.run(this);
        } catch (SQLException e) {
            connections.close();
            throw new LedgerException("ledger: the database cannot be used: " + e.getMessage(), e);
        }
    }

    /** @throws LedgerException when it cannot be used */
    public static Database of(DataSource source) {
        return new Database(new BorrowedConnections(source));
    }

    /**
     * @param url of JDBC
     * @param username empty where the url says it
     * @throws LedgerException when it cannot be used
     */
    public static Database at(String url, String username, String password) {
        return new Database(new OwnConnections(url, username, password));
    }

    Flavour flavour() {
        return flavour;
    }

    /** All of it or nothing; safe on the disk when it returns. */
    <T> T change(Work<T> work) throws SQLException {
        return with(connection -> {
            T result = transaction(connection, work);
            flavour.makeDurable(connection);
            return result;
        });
    }

    /** All of it or nothing; on the disk a moment later, with what others change meanwhile: for what may be lost with the machine. */
    <T> T changeSoon(Work<T> work) throws SQLException {
        return with(connection -> transaction(connection, work));
    }

    <T> T read(Work<T> work) throws SQLException {
        return with(connection -> transaction(connection, work));
    }

    private static <T> T transaction(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            T result = work.on(connection);
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException e) {
            try {
                connection.rollback();
            } catch (SQLException lost) {
                e.addSuppressed(lost);
            }
            throw e;
        }
    }

    private <T> T with(Work<T> work) throws SQLException {
        Connection connection = connections.take();
        boolean usable = false;
        try {
            T result = work.on(connection);
            usable = true;
            return result;
        } finally {
            connections.give(connection, usable);
        }
    }

    @Override
    public void close() {
        connections.close();
    }
}
