package ai.gateway.app.admin;

import ai.gateway.testing.RealPostgres;
import org.jspecify.annotations.Nullable;

/** On one PostgreSQL. */
class KeysOfTwoGatewaysOnPostgresTest extends KeysOfTwoGatewaysContract {

    private @Nullable RealPostgres postgres;

    @Override
    String url() {
        postgres = RealPostgres.start();
        return postgres.url();
    }

    @Override
    void drop() {
        if (postgres != null) {
            postgres.close();
        }
    }
}
