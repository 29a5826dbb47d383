package ai.gateway.books;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where calls are written down.
 *
 * @param enabled whether they are. Without a word: where a url is set
 * @param directory of this gateway's alone: its journal, and the database where no other is named
 * @param url of JDBC, of a PostgreSQL or an H2. Without one: the application's own data source, else a file in the directory
 * @param username for the database; empty where the url says it
 * @param password for the database
 * @param retention how long single calls are kept; 0 for ever
 * @param journal what is between a call and the database
 */
@ConfigurationProperties(prefix = "ai.gateway.ledger", ignoreUnknownFields = false)
record BooksProperties(
        @Nullable Boolean enabled,
        @DefaultValue("data/ledger") Path directory,
        @DefaultValue("") String url,
        @DefaultValue("") String username,
        @DefaultValue("") String password,
        @DefaultValue("400d") Duration retention,
        @DefaultValue Journal journal) {

    BooksProperties {
        if (retention.isNegative()) {
            throw new IllegalArgumentException("ai.gateway.ledger.retention: " + retention + " (expected: >= 0)");
        }
    }

    /**
     * What is between a call and the database.
     *
     * @param fileSize size of one of its files
     * @param maxSize of all of them; beyond it, while the database is away, no more calls are taken
     */
    record Journal(
            @DefaultValue("4MB") DataSize fileSize,
            @DefaultValue("512MB") DataSize maxSize) {

        Journal {
            boolean fits = fileSize.toBytes() <= 1L << 30 && maxSize.toBytes() >= 3 * fileSize.toBytes();
            if (!fits) {
                throw new IllegalArgumentException("ai.gateway.ledger.journal: files of " + fileSize + ", of " + maxSize
                        + " together (expected: at most 1GB each, and room for three)");
            }
        }

        int fileBytes() {
            return (int) fileSize.toBytes();
        }

        int files() {
            return (int) Math.min(Integer.MAX_VALUE, maxSize.toBytes() / fileSize.toBytes());
        }
    }

    /** The password stays out of logs. */
    @Override
    public String toString() {
        return "ledger in " + (url.isEmpty() ? directory : "a database");
    }
}
