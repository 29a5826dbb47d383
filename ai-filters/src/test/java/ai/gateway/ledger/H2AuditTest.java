package ai.gateway.ledger;

import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class H2AuditTest extends AuditContract {

    @TempDir
    Path directory;

    @Override
    String url() {
        return "jdbc:h2:file:" + directory.resolve("ledger");
    }
}
