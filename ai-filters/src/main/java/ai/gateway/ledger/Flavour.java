package ai.gateway.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** What the databases do not say the same way. */
enum Flavour {
    H2("", "") {
        /** It would write half a second later what it has said is committed. */
        @Override
        void makeDurable(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute("checkpoint sync");
            }
        }
    },
    POSTGRESQL(" on conflict do nothing", "select pg_advisory_xact_lock(4703829116217)") {
        @Override
        boolean isBegun(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "select to_regclass(quote_ident(current_schema()) || '.ai_gateway_schema') is not null")) {
                return row.next() && row.getBoolean(1);
            }
        }
    };

    private final String unlessThere;
    private final String lock;

    Flavour(String unlessThere, String lock) {
        this.unlessThere = unlessThere;
        this.lock = lock;
    }

    static Flavour of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        for (Flavour each : values()) {
            if (each.name().equals(product.toUpperCase(Locale.ROOT))) {
                return each;
            }
        }
        throw new SQLException("ledger: " + product + " (expected: PostgreSQL or H2)");
    }

    /** What ends an insert that somebody else may just be making. */
    String unlessThere() {
        return unlessThere;
    }

    /** One node at a time, until the transaction ends. H2, which commits at each step, has no such thing; steps can be made twice. */
    void lock(Connection connection) throws SQLException {
        if (!lock.isEmpty()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(lock);
            }
        }
    }

    /** Whether there are tables of ours for sure: PostgreSQL refuses "if not exists", too, to whoever may not make any. */
    boolean isBegun(Connection connection) throws SQLException {
        return false;
    }

    /** After a commit. */
    void makeDurable(Connection connection) throws SQLException {}
}
