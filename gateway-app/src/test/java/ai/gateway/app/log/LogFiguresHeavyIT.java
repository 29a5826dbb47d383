package ai.gateway.app.log;

import ai.gateway.exchange.Usage;
import ai.gateway.ledger.Database;
import ai.gateway.ledger.Entry;
import ai.gateway.ledger.LogQuery;
import ai.gateway.ledger.LogQuery.Field;
import ai.gateway.ledger.LogQuery.Least;
import ai.gateway.ledger.Logged;
import ai.gateway.ledger.Logged.Bodies;
import ai.gateway.ledger.Logged.Body;
import ai.gateway.ledger.Logged.Course;
import ai.gateway.ledger.Logged.Person;
import ai.gateway.ledger.Logged.Step;
import ai.gateway.ledger.Logged.Text;
import ai.gateway.ledger.RequestLog;
import ai.gateway.testing.RealPostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long a page of the request log takes among so many rows as {@code log.rows} says (a million): by each filter alone, by what is
 * rare, common and not there, at the newest end and deep down. One row in {@code log.bodies} has bodies (10), of 25 words each.
 */
@Tag("heavy")
class LogFiguresHeavyIT {

    private static final int ROWS = Integer.getInteger("log.rows", 1_000_000);
    private static final int BODIES = Integer.getInteger("log.bodies", 10);
    private static final int REPEATS = 15;
    private static final long BEGIN = 1_780_000_000_000L;
    private static final long STEP = 2_000;
    private static final String[] ENDINGS = {"complete", "complete", "complete", "complete", "client_gone", "failed"};
    private static final Random DICE = new Random(7);

    @Test
    void search_anyFilterInH2_takesAtMost300ms(@TempDir Path folder) {
        measure("H2", "jdbc:h2:file:" + folder.resolve("log"), 300);
    }

    @Test
    void search_anyFilterInPostgres_takesAtMost200ms() {
        try (RealPostgres postgres = RealPostgres.start()) {
            measure("PostgreSQL", postgres.url(), 200);
        }
    }

    private static void measure(String name, String url, long most) {
        try (Database database = Database.at(url, "", "")) {
            RequestLog log = new RequestLog(database, Runnable::run);
            fill(name, log);
            analyze(url);
            List<String> slow = new ArrayList<>();
            queries().forEach((what, query) -> {
                long worst = worst("%-10s %-34s".formatted(name, what), log, query);
                if (worst > most) {
                    slow.add(what + " " + worst + " ms");
                }
            });
            assertThat(slow).as(name).isEmpty();
        }
    }

    private static void fill(String name, RequestLog log) {
        long since = System.nanoTime();
        List<Logged> batch = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            batch.add(made(i));
            if (batch.size() == 500 || i == ROWS - 1) {
                assertThat(log.write(batch)).isEmpty();
                batch.clear();
            }
        }
        double seconds = (System.nanoTime() - since) / 1e9;
        System.out.printf("%s: %d rows written in %.0f s, %.0f a second%n", name, ROWS, seconds, ROWS / seconds);
    }

    /** In milliseconds, the first time among them. */
    private static long worst(String what, RequestLog log, LogQuery query) {
        long[] nanos = new long[REPEATS];
        int found = 0;
        for (int i = 0; i < REPEATS; i++) {
            long begin = System.nanoTime();
            found = log.search(query, null, 100).join().requests().size();
            nanos[i] = System.nanoTime() - begin;
        }
        double first = nanos[0] / 1e6;
        Arrays.sort(nanos);
        double worst = nanos[REPEATS - 1] / 1e6;
        System.out.printf(
                "%s %3d rows  first %6.1f ms  median %6.1f ms  worst %6.1f ms%n",
                what, found, first, nanos[REPEATS / 2] / 1e6, worst);
        return (long) worst;
    }

    /** As a server does by itself, a while after many rows have come. */
    private static void analyze(String url) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("analyze");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, LogQuery> queries() {
        Map<String, LogQuery> all = new LinkedHashMap<>();
        long middle = BEGIN + ROWS / 2 * STEP;
        all.put("everything", LogQuery.ALL);
        all.put("to, deep down", with(0, BEGIN + ROWS / 10 * STEP, Map.of(), null, Map.of(), Least.NOTHING, null));
        all.put("route, common", field(Field.ROUTE, "route-1"));
        all.put("route, not there", field(Field.ROUTE, "nothing"));
        all.put("provider", field(Field.PROVIDER, "provider-3"));
        all.put("model", field(Field.MODEL, "model-17"));
        all.put("key", field(Field.KEY, "key-77"));
        all.put("status, common", field(Field.STATUS, "200"));
        all.put("status, rare", field(Field.STATUS, "418"));
        all.put("ending", field(Field.ENDING, "failed"));
        all.put("failure, rare", field(Field.FAILURE, "token_limit_exceeded"));
        all.put("session", field(Field.SESSION, "session-500"));
        all.put("cache", field(Field.CACHE, "hit"));
        all.put("owner, all below the top", with(0, Long.MAX_VALUE, Map.of(), "acme", Map.of(), Least.NOTHING, null));
        all.put("owner, a team", with(0, middle, Map.of(), "acme/team-7", Map.of(), Least.NOTHING, null));
        all.put("property", with(0, Long.MAX_VALUE, Map.of(), null, Map.of("app", "app-3"), Least.NOTHING, null));
        all.put("min-cost, few", with(0, Long.MAX_VALUE, Map.of(), null, Map.of(), new Least(990_000_000L, 0), null));
        all.put("min-cost, many", with(0, Long.MAX_VALUE, Map.of(), null, Map.of(), new Least(500_000_000L, 0), null));
        all.put("min-ms, few", with(0, Long.MAX_VALUE, Map.of(), null, Map.of(), new Least(0, 29_900), null));
        all.put("min-ms, some", with(0, Long.MAX_VALUE, Map.of(), null, Map.of(), new Least(0, 29_000), null));
        all.put("text, a common word", text("word1"));
        all.put("text, a rare word", text("word4999"));
        all.put("text, a sentence", text("please look word7"));
        all.put("text, not there", text("word1 nowhere"));
        all.put(
                "route, key, status and time",
                with(
                        0,
                        middle,
                        Map.of(Field.ROUTE, "route-1", Field.KEY, "key-77", Field.STATUS, "200"),
                        null,
                        Map.of(),
                        Least.NOTHING,
                        null));
        return all;
    }

    private static LogQuery field(Field field, String value) {
        return with(0, Long.MAX_VALUE, Map.of(field, value), null, Map.of(), Least.NOTHING, null);
    }

    private static LogQuery text(String text) {
        return with(0, Long.MAX_VALUE, Map.of(), null, Map.of(), Least.NOTHING, text);
    }

    private static LogQuery with(
            long from,
            long to,
            Map<Field, String> is,
            @Nullable String owner,
            Map<String, String> properties,
            Least least,
            @Nullable String text) {
        return new LogQuery(from, to, is, owner, properties, least, text);
    }

    private static Logged made(int number) {
        String ending = ENDINGS[DICE.nextInt(ENDINGS.length)];
        boolean rare = DICE.nextInt(5000) == 0;
        boolean failed = ending.equals("failed");
        Entry entry = new Entry(
                "%024x".formatted(number * 7919L),
                BEGIN + number * STEP,
                new Entry.Who("key-" + DICE.nextInt(200), "acme/team-" + DICE.nextInt(20), Map.of("tier", "beta")),
                new Entry.What(
                        "route-" + DICE.nextInt(10),
                        "openai",
                        "chat",
                        "fast",
                        "provider-" + DICE.nextInt(6),
                        "model-" + DICE.nextInt(40)),
                new Entry.How(
                        ending,
                        rare ? 418 : failed ? 502 : 200,
                        rare ? "token_limit_exceeded" : failed ? "upstream_unavailable" : null,
                        1,
                        DICE.nextBoolean(),
                        DICE.nextInt(4) == 0 ? "hit" : "miss",
                        200,
                        DICE.nextInt(30_000),
                        false),
                new Usage(100, 20, 3, 400, 50, 6, 7),
                new Entry.Cost(DICE.nextInt(1_000_000_000), "list"),
                List.of());
        return new Logged(
                entry,
                new Person("session-" + DICE.nextInt(20_000), Map.of("app", "app-" + DICE.nextInt(10))),
                new Course("stop", null, List.of(new Step("attempt", "openai", "ok", 10, 2500))),
                number % BODIES == 0 ? new Bodies(body(), body()) : Bodies.NONE,
                null);
    }

    private static Body body() {
        StringBuilder text = new StringBuilder("please look");
        for (int i = 0; i < 23; i++) {
            text.append(" word").append((int) (Math.pow(DICE.nextDouble(), 3) * 5000));
        }
        return new Body(List.of(new Text("user", text.toString())), 0);
    }
}
