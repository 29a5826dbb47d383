package ai.gateway.log;

import ai.gateway.exchange.Usage;
import ai.gateway.ledger.Entry;
import ai.gateway.ledger.LogReports;
import ai.gateway.ledger.Logged;
import ai.gateway.ledger.Reports;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** Logged exchanges as log records of OTLP, with the names of OpenTelemetry's conventions for generative AI where these have some. */
final class OtlpJson {

    private static final int INFO = 9;
    private static final int ERROR = 17;
    private static final String SCOPE = "ai.gateway.log";

    private final JsonWriter json = new JsonWriter(4096);

    private OtlpJson() {}

    static byte[] of(List<Logged> some) {
        OtlpJson written = new OtlpJson();
        written.all(some);
        return written.json.toBytes();
    }

    private void all(List<Logged> some) {
        json.beginObject().name("resourceLogs").beginArray().beginObject();
        json.name("resource").beginObject().name("attributes").beginArray();
        text("service.name", "ai-gateway");
        json.endArray().endObject().name("scopeLogs").beginArray().beginObject();
        json.name("scope").beginObject().field("name", SCOPE).endObject();
        json.name("logRecords").beginArray();
        some.forEach(this::record);
        json.endArray().endObject().endArray().endObject().endArray().endObject();
    }

    private void record(Logged logged) {
        Entry entry = logged.entry();
        boolean failed = entry.how().status() >= 500 || entry.how().ending().equals("failed");
        json.beginObject()
                .field("timeUnixNano", entry.at() + "000000")
                .field("severityNumber", failed ? ERROR : INFO)
                .field("severityText", failed ? "ERROR" : "INFO")
                .name("body");
        string(entry.what().operation() + " " + entry.how().ending());
        json.name("attributes").beginArray();
        what(entry.what());
        how(entry);
        usage(entry.usage());
        person(logged);
        Logged.Bodies bodies = logged.bodies();
        text("ai.gateway.prompt", LogReports.body(bodies.prompt()));
        text("ai.gateway.answer", LogReports.body(bodies.answer()));
        json.endArray().endObject();
    }

    private void what(Entry.What what) {
        text("gen_ai.operation.name", what.operation());
        text("gen_ai.provider.name", what.provider());
        text("gen_ai.request.model", what.asked());
        text("gen_ai.response.model", what.model());
        text("ai.gateway.route", what.route());
        text("ai.gateway.dialect", what.dialect());
    }

    private void how(Entry entry) {
        Entry.How how = entry.how();
        text("ai.gateway.request.id", entry.id());
        text("ai.gateway.ending", how.ending());
        number("http.response.status_code", how.status());
        text("error.type", how.failure());
        number("ai.gateway.attempts", how.attempts());
        text("ai.gateway.cache", how.cache());
        number("ai.gateway.first_millis", how.firstMillis());
        number("ai.gateway.millis", how.millis());
        text("ai.gateway.cost_usd", Reports.usd(entry.cost().nanoUsd()));
    }

    private void usage(Usage usage) {
        number("gen_ai.usage.input_tokens", usage.input());
        number("gen_ai.usage.output_tokens", usage.output());
        number("gen_ai.usage.cache_read.input_tokens", usage.cacheRead());
        number("gen_ai.usage.cache_creation.input_tokens", usage.cacheWrite());
        number("ai.gateway.usage.reasoning_tokens", usage.reasoning());
    }

    private void person(Logged logged) {
        Entry.Who who = logged.entry().who();
        text("ai.gateway.key", who.key());
        text("ai.gateway.owner", who.owner());
        text("gen_ai.conversation.id", logged.person().session());
        logged.person().properties().forEach((name, value) -> text("ai.gateway.property." + name, value));
        text("ai.gateway.finish", logged.course().finish());
        text("ai.gateway.guard", logged.course().guard());
    }

    /** What is not known is not said. */
    private void text(String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            json.beginObject().field("key", name).name("value");
            string(value);
            json.endObject();
        }
    }

    private void string(String value) {
        json.beginObject().field("stringValue", value).endObject();
    }

    /** 64 bits are written as a text in OTLP's JSON. */
    private void number(String name, long value) {
        if (value >= 0) {
            json.beginObject()
                    .field("key", name)
                    .name("value")
                    .beginObject()
                    .field("intValue", Long.toString(value))
                    .endObject()
                    .endObject();
        }
    }
}
