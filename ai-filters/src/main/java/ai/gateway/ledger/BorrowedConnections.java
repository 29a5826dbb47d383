package ai.gateway.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Of the host's own, which keeps them as it likes. */
record BorrowedConnections(DataSource source) implements Connections {

    @Override
    public Connection take() throws SQLException {
        return source.getConnection();
    }

    @Override
    public void give(Connection connection, boolean usable) {
        try (connection) {
            connection.setAutoCommit(true);
        } catch (SQLException ignored) {
            // It is closed all the same.
        }
    }

    @Override
    public void close() {}
}
