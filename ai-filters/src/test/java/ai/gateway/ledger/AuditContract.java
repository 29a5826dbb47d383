package ai.gateway.ledger;

import ai.gateway.ledger.Verified.Anchor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import static ai.gateway.ledger.Entries.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What was done cannot be done away with unseen, in any database. */
abstract class AuditContract {

    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private Database database;
    private Audit audit;
    private Documents documents;

    /** Of an empty database. */
    abstract String url();

    @BeforeEach
    void open() throws SQLException {
        database = Database.at(url(), "", "");
        run("delete from ai_gateway_deed", "update ai_gateway_deed_head set id = 0, hash = ''");
        audit = new Audit(database, threads);
        documents = new Documents(database, threads, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        database.close();
        threads.shutdown();
    }

    private void run(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private Verified verify() {
        return audit.verify(null).join();
    }

    private List<Deed.Kept> deeds() {
        return documents.deeds(Long.MAX_VALUE, 100).join();
    }

    private static Deed deed(int number) {
        @Nullable String was = number % 2 == 0 ? null : "{\"n\":\"ключ \\\"" + number + "\"}";
        return new Deed("ops", "key.update", "::1", was, "{\"n\":" + number + "}");
    }

    private void add(int many) {
        for (int i = 0; i < many; i++) {
            audit.add(List.of(new Deed.Done(NOON + i, "key-" + i, deed(i))));
        }
    }

    @Test
    void verify_nothingWasDone_isIntact() {
        assertThat(verify()).isEqualTo(new Verified(0, 0, null, 0, ""));
    }

    @Test
    void verify_whatStandsThere_isIntact_andHasItsHead() {
        documents.change("key", "a", "{}", Documents.ANY, deed(1)).join();
        documents.did("cache", deed(2)).join();
        add(3);

        Verified verified = verify();

        assertThat(verified.why()).isNull();
        assertThat(verified.checked()).isEqualTo(5);
        assertThat(verified.headHash()).isEqualTo(deeds().get(0).hash());
        assertThat(verified.headId()).isEqualTo(deeds().get(0).id());
        assertThat(deeds()).extracting(Deed.Kept::hash).doesNotHaveDuplicates().doesNotContainNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id = id + 1000",
                "at = at + 1",
                "who = 'eve'",
                "action = 'key.delete'",
                "subject = 'another'",
                "address = '::2'",
                "was = '{\"n\":0}'",
                "became = '{\"n\": 3}'",
                "became = null",
                "hash = null",
                "hash = '0000000000000000000000000000000000000000000000000000000000000000'"
            })
    void verify_anyChangeOfARow_isFound(String change) throws SQLException {
        add(7);
        long third = deeds().get(3).id();

        run("update ai_gateway_deed set " + change + " where id = " + third);

        assertThat(verify().intact()).isFalse();
        assertThat(verify().brokenAt()).isGreaterThanOrEqualTo(third);
    }

    @Test
    void verify_anyRowThatIsTakenOut_isFound() throws SQLException {
        for (int taken = 0; taken < 5; taken++) {
            open();
            add(5);
            run("delete from ai_gateway_deed where id = " + deeds().get(taken).id());

            assertThat(verify().intact())
                    .as("of 5, number %d from the end", taken)
                    .isFalse();
            database.close();
        }
        open();
    }

    @Test
    void verify_allRowsAreTakenOut_isFound() throws SQLException {
        add(2);
        run("delete from ai_gateway_deed");
        assertThat(verify().why()).contains("taken out");

        run("delete from ai_gateway_deed_head");
        assertThat(verify().why()).contains("end of the chain is missing");
        run("insert into ai_gateway_deed_head (only_one, id, hash) values (1, 0, '')");
    }

    @Test
    void verify_rowsThatArePutIn_areFound() throws SQLException {
        add(1);
        run("update ai_gateway_document_version set version = version + 10");
        add(3);
        List<Deed.Kept> all = deeds();
        long last = all.get(0).id();
        for (long place : new long[] {-1, all.get(3).id() + 5, last + 5}) {
            String copied = "insert into ai_gateway_deed (id, at, who, action, subject, address, was, became, hash)"
                    + " select " + place + ", at, who, action, subject, address, was, became, %s from ai_gateway_deed"
                    + " where id = " + last;
            for (String hash : List.of("hash", "null", "'" + chained(all.get(0), place) + "'")) {
                run(copied.formatted(hash));
                assertThat(verify().intact()).as("at %d with %s", place, hash).isFalse();
                run("delete from ai_gateway_deed where id = " + place);
            }
        }
        assertThat(verify().intact()).isTrue();
    }

    /** As one would write it who knows how hashes are made. */
    private static String chained(Deed.Kept last, long id) {
        return DeedChain.next(
                String.valueOf(last.hash()), new Deed.Kept(id, last.at(), last.subject(), last.deed(), null));
    }

    /** Whoever may write all tables can write another chain; what was noted elsewhere tells. */
    @Test
    void verify_anotherChainThatIsRightInItself_isFoundByItsAnchor() throws SQLException {
        add(3);
        Verified noted = verify();
        Anchor anchor = new Anchor(noted.headId(), noted.headHash());
        add(2);
        assertThat(audit.verify(anchor).join().intact()).isTrue();

        run("delete from ai_gateway_deed", "update ai_gateway_deed_head set id = 0, hash = ''");
        add(5);

        assertThat(verify().intact()).isTrue();
        assertThat(audit.verify(anchor).join().why()).contains("as it was noted");
    }

    @Test
    void add_whereOlderRowsAre_theyAreTheBeginningOfTheChain() throws SQLException {
        add(3);
        run("update ai_gateway_deed set hash = null", "update ai_gateway_deed_head set id = 0, hash = ''");
        assertThat(verify().intact()).isTrue();

        add(1);

        assertThat(verify()).extracting(Verified::why, Verified::checked).containsExactly(null, 4L);
        run("update ai_gateway_deed set who = 'eve' where id = "
                + deeds().get(3).id());
        assertThat(verify().intact()).isFalse();
    }

    @Test
    void add_byManyAtOnce_isOneChain() {
        List<CompletableFuture<?>> writers = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            int number = i;
            writers.add(documents.did("subject", deed(i)));
            writers.add(CompletableFuture.runAsync(
                    () -> audit.add(List.of(new Deed.Done(NOON, "a", deed(number)), new Deed.Done(NOON, "b", deed(0)))),
                    threads));
        }
        writers.forEach(CompletableFuture::join);

        assertThat(verify()).extracting(Verified::why, Verified::checked).containsExactly(null, 90L);
    }

    @Test
    void anchor_thatIsNone_isRefused() {
        for (String wrong : List.of("", "7", "7:abc", "x:" + "0".repeat(64), "7:" + "G".repeat(64))) {
            assertThatThrownBy(() -> Anchor.of(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("anchor: ");
        }
    }
}
