package ai.gateway.ledger;

import ai.gateway.ledger.LogQuery.Field;
import ai.gateway.ledger.LogQuery.Least;
import ai.gateway.ledger.Logged.Bodies;
import ai.gateway.ledger.Logged.Body;
import ai.gateway.ledger.Logged.Course;
import ai.gateway.ledger.Logged.Feedback;
import ai.gateway.ledger.Logged.Person;
import ai.gateway.ledger.Logged.Step;
import ai.gateway.ledger.Logged.Text;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import static ai.gateway.ledger.Entries.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What every database has to do for the request log. */
abstract class RequestLogContract {

    private static final Entry.Who BOB = new Entry.Who("bob", "acme/shop", Map.of());

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private Database database;
    private RequestLog log;

    /** Of an empty database. */
    abstract String url();

    @BeforeEach
    void open() throws SQLException {
        database = Database.at(url(), "", "");
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            for (String table : List.of("request", "request_detail", "request_term")) {
                statement.execute("delete from ai_gateway_" + table);
            }
        }
        log = new RequestLog(database, threads);
    }

    @AfterEach
    void close() {
        database.close();
        threads.shutdown();
    }

    private static Logged full(String id) {
        return new Logged(
                bare(Entries.full(id)),
                new Person("s-1", Map.of("app", "mail", "user", "u/7")),
                new Course("length", "secrets: github-token", List.of(new Step("attempt", "openai", "ok", 10, 2500))),
                new Bodies(
                        new Body(
                                List.of(
                                        new Text("system", "Be kind."),
                                        new Text("user", "Where is Röntgen's \u0000 office?")),
                                0),
                        new Body(List.of(new Text("assistant", "In 東京, of course \uD83D\uDE00")), 12)),
                null);
    }

    /** Without what counts for limits. */
    private static Entry bare(Entry entry) {
        return new Entry(
                entry.id(), entry.at(), entry.who(), entry.what(), entry.how(), entry.usage(), entry.cost(), List.of());
    }

    private static Logged of(Entry entry) {
        return new Logged(bare(entry), Person.NOBODY, Course.NOTHING, Bodies.NONE, null);
    }

    private static Logged said(String id, long at, String text) {
        Body body = new Body(List.of(new Text("user", text)), 0);
        return new Logged(
                bare(Entries.of(id, at, BOB, "m", 1)), Person.NOBODY, Course.NOTHING, new Bodies(body, null), null);
    }

    private List<String> ids(LogQuery query) {
        return ids(log.search(query, null, 100).join());
    }

    private static List<String> ids(LogPage page) {
        return page.requests().stream().map(each -> each.entry().id()).toList();
    }

    private static LogQuery where(Field field, String value) {
        return new LogQuery(0, Long.MAX_VALUE, Map.of(field, value), null, Map.of(), Least.NOTHING, null);
    }

    private static LogQuery owned(@Nullable String owner, Map<String, String> properties) {
        return new LogQuery(0, Long.MAX_VALUE, Map.of(), owner, properties, Least.NOTHING, null);
    }

    private static LogQuery saying(String text) {
        return new LogQuery(0, Long.MAX_VALUE, Map.of(), null, Map.of(), Least.NOTHING, text);
    }

    @Test
    void write_all_isFoundAsItWas() {
        assertThat(log.write(List.of(full("a"), of(Entries.sparse("b"))))).isEmpty();

        assertThat(log.find("a").join()).contains(full("a"));
        assertThat(log.find("b").join()).contains(of(Entries.sparse("b")));
        assertThat(log.find("c").join()).isEmpty();
        Logged listed = log.search(LogQuery.ALL, null, 10).join().requests().get(1);
        assertThat(listed.entry()).isEqualTo(full("a").entry());
        assertThat(listed.person()).isEqualTo(full("a").person());
        assertThat(listed.bodies()).isEqualTo(Bodies.NONE);
    }

    @Test
    void search_byEachField_findsThatAlone() {
        log.write(List.of(full("a"), of(Entries.of("b", NOON + 5, BOB, "small", 7))));
        Map<Field, String> ofA = Map.of(
                Field.PROVIDER, "anthropic",
                Field.MODEL, "claude-5",
                Field.KEY, "alice",
                Field.STATUS, "502",
                Field.ENDING, "failed",
                Field.FAILURE, "upstream_unavailable",
                Field.SESSION, "s-1",
                Field.CACHE, "miss");

        ofA.forEach((field, value) -> {
            assertThat(ids(where(field, value))).as(field.name()).containsExactly("a");
            assertThat(ids(where(field, "404"))).as(field.name()).isEmpty();
        });
        assertThat(ids(where(Field.ROUTE, "llm"))).containsExactly("b", "a");
        assertThat(ids(new LogQuery(0, Long.MAX_VALUE, ofA, "acme", Map.of("app", "mail"), new Least(1, 1), "office")))
                .containsExactly("a");
    }

    @Test
    void search_byOwnerAndProperty_coversThoseBelow_andNobodyElse() {
        Entry.Who other = new Entry.Who("eve", "acmeshop", Map.of());
        log.write(List.of(
                full("a"), of(Entries.of("b", NOON + 5, BOB, "m", 1)), of(Entries.of("c", NOON + 6, other, "m", 1))));

        assertThat(ids(owned("acme", Map.of()))).containsExactly("b", "a");
        assertThat(ids(owned("acme/search", Map.of()))).containsExactly("a");
        assertThat(ids(owned("acme/s", Map.of()))).isEmpty();
        assertThat(ids(owned(null, Map.of("app", "mail")))).containsExactly("a");
        assertThat(ids(owned("acme", Map.of("app", "mail", "user", "u/7")))).containsExactly("a");
        assertThat(ids(owned("acme", Map.of("app", "mail", "user", "u/8")))).isEmpty();
    }

    @Test
    void search_byTime_takesTheFirstMoment_andNotTheLast() {
        for (int i = 0; i < 4; i++) {
            log.write(List.of(of(Entries.of("id-" + i, NOON + i, BOB, "m", 1))));
        }
        LogQuery some = new LogQuery(NOON + 1, NOON + 3, Map.of(), null, Map.of(), Least.NOTHING, null);

        assertThat(ids(some)).containsExactly("id-2", "id-1");
    }

    @Test
    void search_byWhatItCameTo_findsFewAndMany() {
        List<Logged> all = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            all.add(of(Entries.of("id-" + i, NOON + i, BOB, "m", i)));
        }
        log.write(all);
        LogQuery dear = new LogQuery(0, Long.MAX_VALUE, Map.of(), null, Map.of(), new Least(27, 0), null);

        assertThat(ids(dear)).containsExactly("id-29", "id-28", "id-27");
        assertThat(ids(log.search(dear, null, 2).join())).containsExactly("id-29", "id-28");
        String next = log.search(dear, null, 2).join().next();
        assertThat(ids(log.search(dear, next, 2).join())).containsExactly("id-27");
        assertThat(ids(new LogQuery(0, Long.MAX_VALUE, Map.of(), null, Map.of(), new Least(29, 20), null)))
                .containsExactly("id-29");
        assertThat(ids(new LogQuery(0, Long.MAX_VALUE, Map.of(), null, Map.of(), new Least(0, 21), null)))
                .isEmpty();
        assertThat(ids(new LogQuery(
                        0, Long.MAX_VALUE, Map.of(Field.MODEL, "m"), null, Map.of(), new Least(29, 0), null)))
                .containsExactly("id-29");
    }

    @Test
    void search_byText_findsWordsAndSentences_whateverTheirCase() {
        log.write(List.of(
                full("a"),
                said("b", NOON + 3, "The Quick brown fox, the quick-witted one"),
                said("c", NOON + 4, "quick and brown, but no FOX_7")));

        assertThat(ids(saying("quick"))).containsExactly("c", "b");
        assertThat(ids(saying("quick BROWN"))).containsExactly("b");
        assertThat(ids(saying("fox"))).containsExactly("c", "b");
        assertThat(ids(saying("röntgen's"))).containsExactly("a");
        assertThat(ids(saying("京"))).containsExactly("a");
        assertThat(ids(saying("東京"))).containsExactly("a");
        assertThat(ids(saying("brown quick"))).isEmpty();
        assertThatThrownBy(() -> saying("?!")).hasMessageStartingWith("text: ");
    }

    @Test
    void search_byTextThatManyNearlyHave_goesOnWithTheNextPage() {
        List<Logged> all = new ArrayList<>();
        all.add(said("wanted", NOON - 1, "one two"));
        for (int i = 0; i < 1100; i++) {
            all.add(said("no-" + i, NOON + i, "two one"));
        }
        log.write(all);

        LogPage first = log.search(saying("one two"), null, 10).join();
        LogPage second = log.search(saying("one two"), first.next(), 10).join();

        assertThat(first.requests()).isEmpty();
        assertThat(ids(second)).containsExactly("wanted");
        assertThat(second.next()).isNull();
    }

    @Test
    void search_pageByPage_hasEachOnce_alsoOfOneMoment() {
        List<Logged> all = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            all.add(of(Entries.of("id-" + i, NOON + i / 10, BOB, "m", 1)));
        }
        log.write(all);
        for (LogQuery query : List.of(LogQuery.ALL, where(Field.MODEL, "m"), owned("acme", Map.of()))) {
            List<String> found = new ArrayList<>();
            String next = null;
            do {
                LogPage page = log.search(query, next, 4).join();
                found.addAll(ids(page));
                next = page.next();
            } while (next != null);
            assertThat(found).hasSize(25).doesNotHaveDuplicates();
        }
        assertThatThrownBy(() -> log.search(LogQuery.ALL, "nonsense", 3).join())
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    /** Ids whose numbers are the same: the hash of a text is. */
    @Test
    void write_ofTheSameNumber_keepsBoth() {
        log.write(List.of(of(Entries.of("Aa", NOON, BOB, "m", 1)), of(Entries.of("BB", NOON, BOB, "m", 1))));

        assertThat(ids(LogQuery.ALL)).containsExactlyInAnyOrder("Aa", "BB");
    }

    @Test
    void write_oneThatTheDatabaseRefuses_keepsNoOtherOut() {
        Logged refused = of(Entries.of("x".repeat(100), NOON, BOB, "m", 1));

        assertThat(log.write(List.of(full("a"), refused, full("b")))).containsExactly(refused);
        assertThat(ids(LogQuery.ALL)).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void rate_byWhoAsked_isKept_andByNobodyElse() {
        log.write(List.of(full("a")));
        Feedback good = new Feedback(0.5, "well said", NOON + 9, "alice");

        assertThat(log.rate("a", "bob", good).join()).isFalse();
        assertThat(log.rate("b", "alice", good).join()).isFalse();
        assertThat(log.rate("a", "alice", good).join()).isTrue();
        assertThat(log.search(LogQuery.ALL, null, 1).join().requests().get(0).feedback())
                .isEqualTo(good);
        Feedback bad = new Feedback(-1, null, NOON + 10, "ops");
        assertThat(log.rate("a", null, bad).join()).isTrue();
        assertThat(log.find("a").join().orElseThrow().feedback()).isEqualTo(bad);
    }

    @Test
    void prune_forgetsAllOfWhatIsOld() throws SQLException {
        List<Logged> all = new ArrayList<>();
        for (int i = 0; i < 1200; i++) {
            all.add(said("old-" + i, NOON - 1 - i, "some words"));
        }
        all.add(full("new"));
        log.write(all);

        assertThat(log.prune(NOON)).isEqualTo(1200);

        assertThat(ids(LogQuery.ALL)).containsExactly("new");
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select (select count(*) from ai_gateway_request_detail),"
                        + " (select count(*) from ai_gateway_request_term)")) {
            rows.next();
            assertThat(rows.getLong(1)).isEqualTo(1);
            assertThat(rows.getLong(2)).isEqualTo(LogTerms.of(full("new")).size());
        }
    }
}
