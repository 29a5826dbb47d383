package ai.gateway.dialect.gemini;

import ai.gateway.dialect.ChatCall;
import ai.gateway.dialect.Dropped;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Operation;
import ai.gateway.wire.JsonWriter;

import java.util.Set;

/** Writes a chat for generateContent. */
final class RequestWriter {

    private static final String MODEL = "/v1beta/models/m:";
    private static final Set<String> NOISE = Set.of("auto", "default");

    private final ChatRequest request;
    private final Traits traits;
    private final Dropped dropped = new Dropped();
    private final JsonWriter json = new JsonWriter(1024);
    private final boolean own;

    RequestWriter(ChatRequest request, Traits traits) {
        this.request = request;
        this.traits = traits;
        this.own = request.dialect().equals(GeminiDialect.ID);
    }

    ChatCall write() {
        json.beginObject();
        new ContentWriter(json, request, traits, dropped).write();
        new ToolWriter(json, request, traits, dropped).write();
        String config = new ConfigWriter(request, traits, dropped).write();
        if (!config.equals("{}")) {
            json.name("generationConfig").raw(config);
        }
        dropped.note("verbosity", request.verbosity() != null);
        account(request.account());
        if (own) {
            extras(json, request, "");
        } else {
            dropped.all(request.extras());
        }
        boolean stream = request.stream().isStream();
        return new ChatCall(
                path(stream), stream ? "alt=sse" : "", json.endObject().toBytes(), dropped.names());
    }

    private String path(boolean stream) {
        String path = MODEL + (stream ? "streamGenerateContent" : "generateContent");
        String model = request.model() == null ? "" : request.model();
        return GeminiPaths.withModel(new Call(GeminiDialect.ID, Operation.CHAT, path, "m", stream), model)
                .apiPath();
    }

    private void account(ChatRequest.Account account) {
        dropped.note("user", account.user() != null);
        dropped.note("metadata", !account.metadata().isEmpty());
        String tier = account.tier();
        if (own && tier != null) {
            json.field("serviceTier", tier);
        } else if (tier != null && !NOISE.contains(tier)) {
            dropped.add("service_tier");
        }
        dropped.note("prompt_cache_key", account.cacheKey() != null);
        dropped.note("store", Boolean.TRUE.equals(account.store()));
    }

    /** Those extras of a client of this dialect that stand directly below a path. */
    static void extras(JsonWriter json, ChatRequest request, String path) {
        if (!request.dialect().equals(GeminiDialect.ID)) {
            return;
        }
        request.extras().fields().forEach((name, value) -> {
            if (name.startsWith(path) && name.indexOf('.', path.length()) < 0) {
                json.name(name.substring(path.length())).raw(value);
            }
        });
    }
}
