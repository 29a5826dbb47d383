package ai.gateway.app.ledger;

import ai.gateway.exchange.Usage;
import ai.gateway.ledger.Database;
import ai.gateway.ledger.Entry;
import ai.gateway.ledger.Journal;
import ai.gateway.ledger.JournalSettings;
import ai.gateway.ledger.LedgerException;
import ai.gateway.ledger.SqlLedger;
import ai.gateway.ledger.Watch;
import ai.gateway.quota.Charge;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** A process that does nothing but keep a ledger, says what it has kept, and goes on until it is killed. */
final class Doomed {

    private static final int WRITERS = 3;

    private Doomed() {}

    static Journal open(Path directory, SqlLedger ledger, Watch watch) {
        return Journal.open(new JournalSettings(directory.resolve("journal"), 256 << 10, 64), ledger, watch);
    }

    static Database database(Path directory) {
        return Database.at("jdbc:h2:file:" + directory.resolve("db") + ";DB_CLOSE_ON_EXIT=FALSE", "", "");
    }

    /** @param arguments the directory, and what ids begin with */
    public static void main(String[] arguments) {
        Path directory = Path.of(arguments[0]);
        Journal journal = open(directory, new SqlLedger(database(directory), Watch.NONE), Watch.NONE);
        for (int writer = 0; writer < WRITERS; writer++) {
            String name = arguments[1] + "-" + writer + "-";
            new Thread(() -> write(journal, name)).start();
        }
    }

    private static void write(Journal journal, String name) {
        PrintStream out = System.out;
        ThreadLocalRandom random = ThreadLocalRandom.current();
        for (int i = 0; ; i++) {
            String id = name + i;
            try {
                journal.begin(entry(id, "under_way", 1000));
                out.println("begun " + id);
                if (random.nextInt(20) > 0) {
                    journal.end(entry(id, "complete", random.nextInt(100)));
                    out.println("ended " + id);
                }
            } catch (LedgerException full) {
                Thread.onSpinWait();
            }
        }
    }

    private static Entry entry(String id, String ending, long used) {
        return new Entry(
                id,
                1_800_000_000_000L,
                new Entry.Who("alice", "acme/search", Map.of("team", "search")),
                new Entry.What("llm", "openai", "chat", "gpt-small", "openai", "gpt-small"),
                new Entry.How(ending, 200, null, 1, true, null, 120, 3400, false),
                new Usage(used, 0, 0, used, 0),
                new Entry.Cost(used, "list"),
                List.of(
                        new Charge("usd", 0, Long.MAX_VALUE, used),
                        new Charge("tokens", used % 7, Long.MAX_VALUE, 2 * used)));
    }
}
