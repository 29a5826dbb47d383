package ai.gateway.ledger;

import ai.gateway.exchange.Usage;
import ai.gateway.ledger.Selection.Field;
import ai.gateway.quota.Charge;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import static ai.gateway.ledger.Entries.NOON;
import static ai.gateway.ledger.Entries.charge;
import static ai.gateway.ledger.Entries.charged;
import static ai.gateway.ledger.Entries.full;
import static ai.gateway.ledger.Entries.sparse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What every database has to do. */
abstract class SqlLedgerContract {

    private static final Entry.Who ALICE = new Entry.Who("alice", "acme/search", Map.of("centre", "7"));
    private static final Entry.Who BOB = new Entry.Who("bob", "acme/shop/web", Map.of("centre", "8"));
    private static final Entry.Who EVE = new Entry.Who("eve", "acme_x", Map.of());

    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final List<String> lost = new ArrayList<>();
    private Database database;
    private SqlLedger ledger;
    private Usages usages;
    private Documents documents;

    /** Of an empty database. */
    abstract String url() throws Exception;

    @BeforeEach
    void open() throws Exception {
        database = Database.at(url(), "", "");
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String table : List.of("entry", "counter", "document")) {
                statement.execute("delete from ai_gateway_" + table);
            }
        }
        ledger = new SqlLedger(database, new Watch() {
            @Override
            public void failed(Part part, Throwable why) {}

            @Override
            public void works(Part part) {}

            @Override
            public void lost(String what, Throwable why) {
                lost.add(what);
            }
        });
        usages = new Usages(database, threads);
        documents = new Documents(database, threads, Clock.fixed(Instant.ofEpochMilli(NOON), ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        database.close();
        threads.shutdown();
    }

    private Connection connect() throws Exception {
        return DriverManager.getConnection(url());
    }

    private List<Entry> all() {
        return usages.entries(Selection.ALL, null, 1000).join().entries();
    }

    private List<List<String>> groups(Selection selection, ZoneId zone, String... by) {
        return totals(selection, zone, by).stream().map(Total::group).toList();
    }

    private List<Total> totals(Selection selection, ZoneId zone, String... by) {
        return usages.totals(selection, List.of(by).stream().map(Dimension::of).toList(), zone)
                .join();
    }

    @Test
    void write_entries_areReadAsTheyWere() {
        ledger.write(List.of(full("a"), sparse("b")));

        assertThat(all()).containsExactly(sparse("b"), full("a"));
    }

    @Test
    void write_aKnownId_neitherChangesNorCharges() {
        ledger.write(List.of(charged("a", charge("c", 5)), charged("a", charge("c", 7))));
        ledger.write(List.of(charged("a", charge("c", 9)), charged("b", charge("c", 1))));

        assertThat(all()).containsExactly(charged("b", charge("c", 1)), charged("a", charge("c", 5)));
        assertThat(ledger.live(NOON)).containsExactly(charge("c", 6));
    }

    @Test
    void write_charges_areSummedBySlot() {
        ledger.write(List.of(
                charged("a", new Charge("c", 10, 20, 1), new Charge("c", 20, 30, 2), charge("d", 3)),
                charged("b", new Charge("c", 10, 20, 4), new Charge("now", 10, 10, 1))));
        ledger.write(List.of(charged("c", new Charge("c", 10, 20, 8))));

        assertThat(ledger.live(19))
                .containsExactlyInAnyOrder(new Charge("c", 10, 20, 13), new Charge("c", 20, 30, 2), charge("d", 3));
        assertThat(ledger.live(20)).containsExactlyInAnyOrder(new Charge("c", 20, 30, 2), charge("d", 3));
    }

    /** Two nodes with one database, that know some of the same ids. */
    @Test
    void write_fromSeveralThreads_sumsAreExact() {
        List<CompletableFuture<Void>> writers = IntStream.range(0, 4)
                .mapToObj(node -> CompletableFuture.runAsync(
                        () -> {
                            for (int i = 0; i < 25; i++) {
                                ledgerOfAPatientNode(List.of(
                                        charged("own-" + node + "-" + i, charge("a", 1), charge("b", 2)),
                                        charged("same-" + i, charge("b", 10), charge("a", 20))));
                            }
                        },
                        threads))
                .toList();
        writers.forEach(CompletableFuture::join);

        assertThat(ledger.live(NOON)).containsExactlyInAnyOrder(charge("a", 600), charge("b", 450));
    }

    /** As the drain does: what failed is tried again. */
    private void ledgerOfAPatientNode(List<Entry> entries) {
        while (true) {
            try {
                ledger.write(entries);
                return;
            } catch (LedgerException again) {
                assertThat(again.getCause()).isInstanceOf(SQLException.class);
            }
        }
    }

    @Test
    void write_anEntryThatTheDatabaseRefuses_keepsNoOtherOut() {
        Entry refused = new Entry(
                "refused",
                NOON,
                new Entry.Who("k".repeat(600), "", Map.of()),
                full("x").what(),
                full("x").how(),
                full("x").usage(),
                Entry.Cost.NONE,
                List.of(charge("c", 100)));

        ledger.write(List.of(charged("a", charge("c", 1)), refused, charged("b", charge("c", 2))));

        assertThat(all()).extracting(Entry::id).containsExactly("b", "a");
        assertThat(ledger.live(NOON)).containsExactly(charge("c", 3));
        assertThat(lost).containsExactly("the entry refused");
    }

    @Test
    void prune_forgetsWhatIsOldAndWhatIsOver() {
        List<Entry> many = new ArrayList<>();
        for (int i = 0; i < 2500; i++) {
            many.add(Entries.of("old-" + i, NOON - 1 - i, ALICE, "m", 1));
        }
        many.add(charged("new", new Charge("over", 0, 99, 1), new Charge("on", 0, 100, 2)));
        ledger.write(many);

        assertThat(ledger.prune(NOON, 100)).isEqualTo(2501);

        assertThat(all()).extracting(Entry::id).containsExactly("new");
        assertThat(ledger.live(0)).containsExactly(new Charge("on", 0, 100, 2));
        assertThat(ledger.prune(NOON, 100)).isZero();
    }

    @Test
    void totals_ofAll_areSums() {
        ledger.write(List.of(full("a"), full("b"), sparse("c")));

        assertThat(totals(Selection.ALL, ZoneOffset.UTC))
                .containsExactly(new Total(
                        List.of(),
                        3,
                        2,
                        2,
                        new Usage(200, 40, 6, 800, 100, 12, 14),
                        246_913_578_024L,
                        19_753_086_420L));
        assertThat(totals(new Selection(NOON + 5, NOON + 6, Map.of(), Map.of()), ZoneOffset.UTC))
                .isEmpty();
    }

    @Test
    void totals_byEachDimension_areToldApart() {
        ledger.write(List.of(
                Entries.of("a", NOON, ALICE, "small", 1),
                Entries.of("b", NOON, BOB, "small", 2),
                Entries.of("c", NOON, BOB, "large", 4),
                Entries.of("d", NOON, EVE, "large", 8)));

        assertThat(totals(Selection.ALL, ZoneOffset.UTC, "customer", "model"))
                .extracting(Total::group, Total::nanoUsd)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(List.of("acme", "large"), 4L),
                        org.assertj.core.groups.Tuple.tuple(List.of("acme", "small"), 3L),
                        org.assertj.core.groups.Tuple.tuple(List.of("acme_x", "large"), 8L));
        assertThat(groups(Selection.ALL, ZoneOffset.UTC, "team"))
                .containsExactly(List.of("acme/search"), List.of("acme/shop"), List.of("acme_x"));
        assertThat(groups(Selection.ALL, ZoneOffset.UTC, "owner"))
                .containsExactly(List.of("acme/search"), List.of("acme/shop/web"), List.of("acme_x"));
        assertThat(groups(Selection.ALL, ZoneOffset.UTC, "tag:centre", "key"))
                .containsExactly(List.of("", "eve"), List.of("7", "alice"), List.of("8", "bob"));
        assertThat(groups(Selection.ALL, ZoneOffset.UTC, "provider", "route", "operation", "ending"))
                .containsExactly(List.of("openai", "llm", "chat", "complete"));
    }

    @Test
    void totals_byCache_sumUpWhatWasSaved() {
        ledger.write(List.of(
                Entries.cached("a", "miss", 5, 0),
                Entries.cached("b", "hit", 0, 5),
                Entries.cached("c", "hit", 5, 5),
                sparse("d")));

        assertThat(totals(Selection.ALL, ZoneOffset.UTC, "cache"))
                .extracting(each -> each.group() + " " + each.nanoUsd() + " " + each.savedNanoUsd())
                .containsExactly("[] 0 0", "[hit] 5 10", "[miss] 5 0");
        assertThat(totals(where(Map.of(Field.CACHE, "hit"), Map.of()), ZoneOffset.UTC))
                .extracting(Total::calls, Total::savedNanoUsd)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(2L, 10L));
    }

    @Test
    void totals_filtered_coverOwnersBelow() {
        ledger.write(List.of(
                Entries.of("a", NOON, ALICE, "small", 1),
                Entries.of("b", NOON, BOB, "small", 2),
                Entries.of("c", NOON, EVE, "large", 4)));

        assertThat(groups(where(Map.of(Field.OWNER, "acme"), Map.of()), ZoneOffset.UTC, "key"))
                .containsExactly(List.of("alice"), List.of("bob"));
        assertThat(groups(where(Map.of(Field.OWNER, "acme", Field.KEY, "bob"), Map.of()), ZoneOffset.UTC, "key"))
                .containsExactly(List.of("bob"));
        assertThat(groups(where(Map.of(), Map.of("centre", "7")), ZoneOffset.UTC, "key"))
                .containsExactly(List.of("alice"));
        assertThat(groups(where(Map.of(Field.OWNER, "acme%"), Map.of()), ZoneOffset.UTC, "key"))
                .isEmpty();
    }

    private static Selection where(Map<Field, String> is, Map<String, String> tags) {
        return new Selection(0, Long.MAX_VALUE, is, tags);
    }

    @Test
    void totals_byDay_goByThePlace() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        // The night in which clocks went forward: a day of 23 hours.
        long lateOnSaturday = Instant.parse("2026-03-28T22:59:59.999Z").toEpochMilli();
        long sunday = Instant.parse("2026-03-28T23:00:00Z").toEpochMilli();
        long lateOnSunday = Instant.parse("2026-03-29T21:59:59.999Z").toEpochMilli();
        long monday = Instant.parse("2026-03-29T22:00:00Z").toEpochMilli();
        ledger.write(List.of(
                Entries.of("a", lateOnSaturday, ALICE, "m", 1),
                Entries.of("b", sunday, ALICE, "m", 1),
                Entries.of("c", lateOnSunday, ALICE, "m", 1),
                Entries.of("d", monday, ALICE, "m", 1)));

        assertThat(totals(Selection.ALL, berlin, "day", "key"))
                .extracting(each -> each.group() + " " + each.calls())
                .containsExactly("[2026-03-28, alice] 1", "[2026-03-29, alice] 2", "[2026-03-30, alice] 1");
        assertThat(totals(new Selection(sunday + 1, monday, Map.of(), Map.of()), berlin, "day"))
                .extracting(each -> each.group() + " " + each.calls())
                .containsExactly("[2026-03-29] 1");
    }

    @Test
    void entries_pageByPage_goOnWhereTheyEnded() {
        for (int i = 0; i < 7; i++) {
            ledger.write(List.of(Entries.of("id-" + i, NOON + i / 3, ALICE, "m", 1)));
        }

        EntryPage first = usages.entries(Selection.ALL, null, 3).join();
        ledger.write(List.of(Entries.of("later", NOON + 9, ALICE, "m", 1)));
        EntryPage second = usages.entries(Selection.ALL, first.next(), 3).join();
        EntryPage third = usages.entries(Selection.ALL, second.next(), 3).join();

        assertThat(first.entries()).extracting(Entry::id).containsExactly("id-6", "id-5", "id-4");
        assertThat(second.entries()).extracting(Entry::id).containsExactly("id-3", "id-2", "id-1");
        assertThat(third.entries()).extracting(Entry::id).containsExactly("id-0");
        assertThat(third.next()).isNull();
        assertThat(usages.entries(where(Map.of(), Map.of("centre", "8")), null, 3)
                        .join()
                        .entries())
                .isEmpty();
        assertThatThrownBy(() -> usages.entries(Selection.ALL, "nonsense", 3).join())
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void migrations_ofNodesThatStartTogether_areMadeOnce() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String table : List.of(
                    "entry",
                    "counter",
                    "document",
                    "document_version",
                    "deed",
                    "deed_head",
                    "request",
                    "request_detail",
                    "request_term",
                    "schema")) {
                statement.execute("drop table ai_gateway_" + table);
            }
        }
        String url = url();
        List<CompletableFuture<Database>> nodes = IntStream.range(0, 4)
                .mapToObj(node -> CompletableFuture.supplyAsync(() -> Database.at(url, "", ""), threads))
                .toList();
        nodes.forEach(node -> node.join().close());

        ledger.write(List.of(full("a")));
        assertThat(all()).containsExactly(full("a"));
    }

    /** The tables as they were before anything was saved, with a row, and an older gateway that goes on beside a newer one. */
    @Test
    void migrations_ofOlderTables_keepWhatIsThere() throws Exception {
        ledger.write(List.of(Entries.cached("a", "miss", 5, 0)));
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("alter table ai_gateway_entry drop column saved_nano_usd");
            statement.execute("delete from ai_gateway_schema where version > 3");
        }

        Database.at(url(), "", "").close();

        assertThat(all()).containsExactly(Entries.cached("a", "miss", 5, 0));
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            String others = EntryRow.ALL.replace("saved_nano_usd, ", "");
            statement.execute("insert into ai_gateway_entry (" + others + ") select " + others.replaceFirst("id", "'b'")
                    + " from ai_gateway_entry");
        }
        assertThat(all()).extracting(Entry::cost).containsOnly(new Entry.Cost(5, "none", 0));
    }

    @Test
    void deeds_thatChangeNoDocument_areKeptInTheirOrder() {
        long first = documents
                .change("key", "deeds", "{}", Documents.ANY, new Deed("ops", "key.create", "::1", null, "{}"))
                .join()
                .orElseThrow()
                .document()
                .version();
        Deed purge = new Deed("ops", "cache.purge", "::1", null, "{\"all\":true}");
        Deed.Kept kept = documents.did("cache", purge).join();

        assertThat(kept).isEqualTo(new Deed.Kept(first + 1, NOON, "cache", purge, kept.hash()));
        assertThat(documents.deeds(Long.MAX_VALUE, 2).join())
                .extracting(Deed.Kept::subject)
                .containsExactly("cache", "deeds");
        assertThat(documents.since(first).join()).isEmpty();
    }

    @Test
    void documents_changes_areToldInOrder() {
        long before = documents
                        .put("key", "x", "{\"a\":1}", Documents.NONE)
                        .join()
                        .orElseThrow()
                        .version()
                - 1;
        Document second = documents.put("key", "y", "[]", Documents.ANY).join().orElseThrow();
        assertThat(documents.put("key", "x", "{}", Documents.NONE).join()).isEmpty();
        assertThat(documents.put("key", "x", "{}", second.version()).join()).isEmpty();
        Document changed = documents.put("key", "x", "{}", before + 1).join().orElseThrow();
        documents.put("key", "y", null, Documents.ANY).join();

        assertThat(documents.since(before).join())
                .containsExactly(
                        new Document("key", "x", "{}", changed.version(), NOON),
                        new Document("key", "y", null, changed.version() + 1, NOON));
        assertThat(documents.since(changed.version() + 1).join()).isEmpty();
        assertThat(documents.all("key").join()).extracting(Document::id).containsExactly("x");
        assertThat(documents.find("key", "y").join()).isEmpty();
        assertThat(documents.put("key", "y", "{}", Documents.NONE).join()).isPresent();
    }

    @Test
    void documents_changedByManyAtOnce_noneIsOverlooked() {
        long before = documents
                .put("key", "first", "{}", Documents.ANY)
                .join()
                .orElseThrow()
                .version();
        List<CompletableFuture<?>> writers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            writers.add(documents.put("key", "id-" + i, "{}", Documents.NONE));
        }
        long seen = before;
        int found = 0;
        while (found < 40) {
            for (Document each : documents.since(seen).join()) {
                seen = each.version();
                found++;
            }
        }
        writers.forEach(CompletableFuture::join);

        assertThat(seen).isEqualTo(before + 40);
    }
}
