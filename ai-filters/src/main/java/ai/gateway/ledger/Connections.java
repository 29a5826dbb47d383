package ai.gateway.ledger;

import java.sql.Connection;
import java.sql.SQLException;

/** Where connections come from. */
interface Connections extends AutoCloseable {

    Connection take() throws SQLException;

    /** @param usable whether nothing went wrong with it */
    void give(Connection connection, boolean usable);

    @Override
    void close();
}
