package ai.gateway.log;

import ai.gateway.exchange.Usage;
import ai.gateway.ledger.Entry;
import ai.gateway.ledger.Logged;
import ai.gateway.ledger.Logged.Bodies;
import ai.gateway.ledger.Logged.Body;
import ai.gateway.ledger.Logged.Course;
import ai.gateway.ledger.Logged.Person;
import ai.gateway.ledger.Logged.Text;

import java.util.List;
import java.util.Map;

/** Logged exchanges to try things with. */
final class Made {

    private Made() {}

    static Logged logged(String id) {
        return logged(id, "hello");
    }

    static Logged logged(String id, String said) {
        Entry entry = new Entry(
                id,
                1_800_000_000_000L,
                new Entry.Who("alice", "acme", Map.of()),
                new Entry.What("llm", "openai", "chat", "fast", "openai", "m"),
                new Entry.How("complete", 200, null, 1, false, null, 10, 20, false),
                new Usage(7, -1, -1, 3, -1),
                new Entry.Cost(37_000, "list"),
                List.of());
        Body prompt = new Body(List.of(new Text("user", said)), 0);
        return new Logged(
                entry,
                new Person("s-1", Map.of("app", "mail")),
                new Course("stop", null, List.of()),
                new Bodies(prompt, null),
                null);
    }
}
