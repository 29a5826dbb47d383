package ai.gateway.ledger;

import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class H2RequestLogTest extends RequestLogContract {

    @TempDir
    Path directory;

    @Override
    String url() {
        return "jdbc:h2:file:" + directory.resolve("ledger");
    }
}
