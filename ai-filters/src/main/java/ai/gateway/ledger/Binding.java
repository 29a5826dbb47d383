package ai.gateway.ledger;

import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;

/** The parameters of a statement, one after the other. Their types are told: no database has to guess them. */
final class Binding {

    private final PreparedStatement statement;
    private int next = 1;

    Binding(PreparedStatement statement) {
        this.statement = statement;
    }

    Binding set(@Nullable String text) throws SQLException {
        if (text == null) {
            statement.setNull(next++, Types.VARCHAR);
        } else {
            statement.setString(next++, text);
        }
        return this;
    }

    Binding set(long number) throws SQLException {
        statement.setLong(next++, number);
        return this;
    }

    Binding set(boolean flag) throws SQLException {
        statement.setBoolean(next++, flag);
        return this;
    }

    Binding setAll(Iterable<?> values) throws SQLException {
        for (Object each : values) {
            statement.setObject(next++, each);
        }
        return this;
    }
}
