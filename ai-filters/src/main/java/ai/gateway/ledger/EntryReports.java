package ai.gateway.ledger;

import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Single entries as JSON and as CSV: the same members and columns, in the same order. */
public final class EntryReports {

    private EntryReports() {}

    public static String json(EntryPage page) {
        JsonWriter json = new JsonWriter().beginObject().name("entries").beginArray();
        page.entries().forEach(each -> write(json, each));
        write(json.endArray(), "next", page.next());
        return json.endObject().toString();
    }

    public static String json(Entry entry) {
        JsonWriter json = new JsonWriter();
        write(json, entry);
        return json.toString();
    }

    private static void write(JsonWriter json, Entry entry) {
        json.beginObject();
        members(json, entry);
        json.endObject();
    }

    static void members(JsonWriter json, Entry entry) {
        members(entry).forEach((name, value) -> write(json, name, value));
    }

    private static void write(JsonWriter json, String name, @Nullable Object value) {
        json.name(name);
        if (value == null) {
            json.nullValue();
        } else if (value instanceof Long number) {
            json.value(number.longValue());
        } else if (value instanceof Boolean flag) {
            json.value(flag.booleanValue());
        } else if (value instanceof Json raw) {
            json.raw(raw);
        } else {
            json.value(value.toString());
        }
    }

    public static String csv(List<Entry> entries) {
        Csv csv = new Csv();
        members(EMPTY).keySet().forEach(csv::text);
        csv.endLine();
        for (Entry each : entries) {
            members(each).values().forEach(value -> {
                if (value instanceof Long || value instanceof Boolean) {
                    csv.plain(value.toString());
                } else {
                    csv.text(value == null ? "" : value.toString());
                }
            });
            csv.endLine();
        }
        return csv.toString();
    }

    private static final Entry EMPTY = new Entry(
            "",
            0,
            Entry.Who.NOBODY,
            new Entry.What("", "", "", null, null, null),
            new Entry.How("", 0, null, 0, false, null, 0, 0, false),
            Usage.NONE,
            Entry.Cost.NONE,
            List.of());

    private static Map<String, @Nullable Object> members(Entry entry) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("id", entry.id());
        members.put("at", Instant.ofEpochMilli(entry.at()));
        members.put("key", entry.who().key());
        members.put("owner", entry.who().owner());
        members.put("tags", Json.ours(EntryJson.tags(entry.who().tags()).getBytes(UTF_8)));
        members.put("route", entry.what().route());
        members.put("dialect", entry.what().dialect());
        members.put("operation", entry.what().operation());
        members.put("asked", entry.what().asked());
        members.put("provider", entry.what().provider());
        members.put("model", entry.what().model());
        put(members, entry.how());
        TokenColumn.ALL.forEach(kind -> members.put(kind.name(), known(kind.of(entry.usage()))));
        members.put("cost_usd", Reports.usd(entry.cost().nanoUsd()));
        members.put("cost_from", entry.cost().from());
        members.put("saved_usd", Reports.usd(entry.cost().savedNanoUsd()));
        return members;
    }

    private static void put(Map<String, @Nullable Object> members, Entry.How how) {
        members.put("ending", how.ending());
        members.put("status", (long) how.status());
        members.put("failure", how.failure());
        members.put("attempts", (long) how.attempts());
        members.put("stream", how.stream());
        members.put("cache", how.cache());
        members.put("first_millis", known(how.firstMillis()));
        members.put("millis", how.millis());
        members.put("estimated", how.estimated());
    }

    /** Absent is not zero. */
    private static @Nullable Long known(long value) {
        return value < 0 ? null : value;
    }
}
