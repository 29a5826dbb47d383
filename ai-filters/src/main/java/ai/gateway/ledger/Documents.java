package ai.gateway.ledger;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * What is changed while gateways run, and has to be known to all of them. Versions are given out one at a time and in the order of
 * the commits: who has read up to one will never find something new below it. What was taken away leaves a trace.
 *
 * <p>Questions are answered on threads of their own, never on the one that asks.
 */
public final class Documents {

    /** Whatever is there is replaced. */
    public static final long ANY = -1;

    /** It must not be there yet. */
    public static final long NONE = 0;

    private static final String COLUMNS = "kind, id, body, version, changed_at";

    private final Desk desk;
    private final Clock clock;

    /** @param executor whose threads may wait for the database */
    public Documents(Database database, Executor executor, Clock clock) {
        this.desk = new Desk(database, executor);
        this.clock = clock;
    }

    /** @param version of which all are known; those above it are told, in their order, also those that were taken away */
    public CompletableFuture<List<Document>> since(long version) {
        return desk.read(connection -> {
            String sql = "select " + COLUMNS + " from ai_gateway_document where version > ? order by version";
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                new Binding(select).set(version);
                return rows(select);
            }
        });
    }

    /** All of a kind that are there, by their ids. */
    public CompletableFuture<List<Document>> all(String kind) {
        return desk.read(connection -> {
            String sql =
                    "select " + COLUMNS + " from ai_gateway_document where kind = ? and body is not null order by id";
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                new Binding(select).set(kind);
                return rows(select);
            }
        });
    }

    public CompletableFuture<Optional<Document>> find(String kind, String id) {
        return desk.read(connection -> row(connection, kind, id).filter(Document::isThere));
    }

    /**
     * @param body what is kept from now on; null takes it away
     * @param expected the version that is to be replaced, {@link #NONE} or {@link #ANY}
     * @return as it is now; empty where another version was there
     */
    public CompletableFuture<Optional<Document>> put(String kind, String id, @Nullable String body, long expected) {
        return change(kind, id, body, expected, null).thenApply(made -> made.map(Changed::document));
    }

    /**
     * A document as it is now, and why.
     *
     * @param deed null where nobody has said why
     */
    public record Changed(Document document, Deed.@Nullable Kept deed) {}

    /** @param deed that is kept with the change, or not at all where nothing changes; null for none */
    public CompletableFuture<Optional<Changed>> change(
            String kind, String id, @Nullable String body, long expected, @Nullable Deed deed) {
        Texts.name("kind", kind);
        Texts.name("id", id);
        return desk.change(connection -> {
            long version = nextVersion(connection);
            Optional<Document> before = row(connection, kind, id);
            long there = before.filter(Document::isThere).map(Document::version).orElse(NONE);
            if (expected != ANY && expected != there) {
                return Optional.empty();
            }
            Document after = new Document(kind, id, body, version, clock.millis());
            write(connection, after, before.isPresent());
            Deed.Kept kept =
                    deed == null ? null : DeedRows.add(connection, version, new Deed.Done(after.changedAt(), id, deed));
            return Optional.of(new Changed(after, kept));
        });
    }

    /** Keeps what somebody does to something that is no document. It gets a version of its own. */
    public CompletableFuture<Deed.Kept> did(String subject, Deed deed) {
        Texts.name("id", subject);
        return desk.change(connection -> {
            Deed.Done done = new Deed.Done(clock.millis(), subject, deed);
            return DeedRows.add(connection, nextVersion(connection), done);
        });
    }

    /**
     * What was done, the newest first.
     *
     * @param before the id of one that is too new; {@link Long#MAX_VALUE} for none
     */
    public CompletableFuture<List<Deed.Kept>> deeds(long before, int most) {
        return desk.read(connection -> DeedRows.before(connection, before, most));
    }

    /** Whoever has it is alone until the transaction ends. */
    static long nextVersion(Connection connection) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update ai_gateway_document_version set version = version + 1")) {
            update.executeUpdate();
        }
        try (PreparedStatement select = connection.prepareStatement("select version from ai_gateway_document_version");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void write(Connection connection, Document document, boolean known) throws SQLException {
        String sql = known
                ? "update ai_gateway_document set body = ?, version = ?, changed_at = ? where kind = ? and id = ?"
                : "insert into ai_gateway_document (body, version, changed_at, kind, id) values (?, ?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            new Binding(statement)
                    .set(document.body())
                    .set(document.version())
                    .set(document.changedAt())
                    .set(document.kind())
                    .set(document.id());
            statement.executeUpdate();
        }
    }

    private static Optional<Document> row(Connection connection, String kind, String id) throws SQLException {
        String sql = "select " + COLUMNS + " from ai_gateway_document where kind = ? and id = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            new Binding(select).set(kind).set(id);
            return rows(select).stream().findFirst();
        }
    }

    private static List<Document> rows(PreparedStatement select) throws SQLException {
        List<Document> documents = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                documents.add(new Document(
                        row.getString(1), row.getString(2), row.getString(3), row.getLong(4), row.getLong(5)));
            }
        }
        return documents;
    }
}
