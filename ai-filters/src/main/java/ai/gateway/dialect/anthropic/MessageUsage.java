package ai.gateway.dialect.anthropic;

import ai.gateway.dialect.Fields;
import ai.gateway.exchange.Besides;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Service;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;

import java.util.Locale;
import java.util.Set;

/** The account of an answer, both ways. */
final class MessageUsage {

    private static final String INPUT = "input_tokens";
    private static final String WRITTEN = "cache_creation_input_tokens";
    private static final String READ = "cache_read_input_tokens";
    private static final String OUTPUT = "output_tokens";
    private static final String DETAILS = "output_tokens_details";
    private static final Set<String> COUNTED = Set.of(INPUT, WRITTEN, READ, OUTPUT, DETAILS);

    private MessageUsage() {}

    /** All of it, where the counts at the top are not the whole count and cannot be told from it. */
    static Extras extras(Json usage) {
        return Fields.rest(usage, usage.get("iterations").size() > 0 ? Set.of() : COUNTED);
    }

    static void write(JsonWriter json, Usage usage, Extras account, boolean ours) {
        json.name("usage").beginObject();
        if (!ours || !account.fields().containsKey(OUTPUT)) {
            json.field(INPUT, Math.max(usage.input(), 0));
            known(json, WRITTEN, usage.cacheWrite());
            known(json, READ, usage.cacheRead());
            json.field(OUTPUT, Math.max(usage.output(), 0));
            if (usage.reasoning() != Usage.ABSENT) {
                json.name(DETAILS).beginObject().field("thinking_tokens", usage.reasoning());
                json.endObject();
            }
        }
        if (ours) {
            MessageExtras.write(json, account);
        } else {
            besides(json, usage);
        }
        json.endObject();
    }

    private static void besides(JsonWriter json, Usage usage) {
        Besides told = usage.besides();
        if (told.cacheWriteHour() != Usage.ABSENT) {
            long minutes = Math.max(usage.cacheWrite() - told.cacheWriteHour(), 0);
            json.name("cache_creation").beginObject().field("ephemeral_5m_input_tokens", minutes);
            json.field("ephemeral_1h_input_tokens", told.cacheWriteHour()).endObject();
        }
        if (told.units().searches() > 0) {
            json.name("server_tool_use").beginObject().field("web_fetch_requests", 0);
            json.field("web_search_requests", told.units().searches()).endObject();
        }
        Service service = told.bill().service();
        if (service != null && service != Service.FLEX) {
            json.field("service_tier", service.name().toLowerCase(Locale.ROOT));
        }
    }

    private static void known(JsonWriter json, String name, long count) {
        if (count != Usage.ABSENT) {
            json.field(name, count);
        }
    }
}
