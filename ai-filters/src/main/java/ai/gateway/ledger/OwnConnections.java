package ai.gateway.ledger;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;

/** A few connections to one place, kept while they are good. How many there are at once is up to the few threads that ask. */
final class OwnConnections implements Connections {

    private static final int KEPT = 4;
    private static final int PATIENCE_SECONDS = 5;
    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final String H2 = "jdbc:h2:";

    private final String url;
    private final Properties properties = new Properties();
    private final Deque<Connection> idle = new ArrayDeque<>();
    private boolean closed;

    OwnConnections(String url, String username, String password) {
        this.url = url;
        if (!username.isEmpty()) {
            properties.setProperty("user", username);
            properties.setProperty("password", password);
        }
        if (url.startsWith(POSTGRESQL)) {
            // Where the url says otherwise, it wins.
            properties.setProperty("ApplicationName", "ai-gateway");
            properties.setProperty("connectTimeout", "5");
            properties.setProperty("socketTimeout", "60");
            properties.setProperty("tcpKeepAlive", "true");
        }
        load(driver(url));
    }

    private static String driver(String url) {
        if (url.startsWith(POSTGRESQL)) {
            return "org.postgresql.Driver";
        }
        if (url.startsWith(H2)) {
            return "org.h2.Driver";
        }
        throw new LedgerException("ledger: a url of another database (expected: jdbc:postgresql:... or jdbc:h2:...)");
    }

    /** The driver may stand where the driver manager does not look: in a jar that was dropped in. */
    private static void load(String driver) {
        try {
            Class.forName(driver);
        } catch (ClassNotFoundException e) {
            throw new LedgerException(
                    "ledger: no " + driver + " on the class path (expected: org.postgresql:postgresql"
                            + " or com.h2database:h2)",
                    e);
        }
    }

    @Override
    public Connection take() throws SQLException {
        Connection known = idle();
        while (known != null) {
            if (known.isValid(PATIENCE_SECONDS)) {
                return known;
            }
            close(known);
            known = idle();
        }
        return DriverManager.getConnection(url, properties);
    }

    private synchronized Connection idle() {
        return idle.poll();
    }

    @Override
    public void give(Connection connection, boolean usable) {
        if (!usable || !kept(connection)) {
            close(connection);
        }
    }

    private synchronized boolean kept(Connection connection) {
        boolean kept = !closed && idle.size() < KEPT;
        if (kept) {
            idle.push(connection);
        }
        return kept;
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException ignored) {
            // It is given up all the same.
        }
    }

    @Override
    public void close() {
        Connection known;
        synchronized (this) {
            closed = true;
        }
        while ((known = idle()) != null) {
            close(known);
        }
    }
}
