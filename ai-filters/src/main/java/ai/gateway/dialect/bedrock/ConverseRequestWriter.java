package ai.gateway.dialect.bedrock;

import ai.gateway.dialect.ChatCall;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.OutputFormat;
import ai.gateway.exchange.Sampling;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Set;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Writes a chat for Converse. */
final class ConverseRequestWriter {

    private static final Set<String> TIERS = Set.of("priority", "default", "flex", "reserved");
    private static final int MOST_METADATA = 16;
    private static final int LONGEST_METADATA = 256;

    /** Written by their own writers, which merge in what is left of them. */
    private static final Set<String> MERGED =
            Set.of(ConverseRequestReader.INFERENCE, ConverseRequestReader.TOOLS, ModelFields.NAME);

    private final ChatRequest request;
    private final ConverseScope scope;
    private final JsonWriter json = new JsonWriter(1024);

    ConverseRequestWriter(ChatRequest request, Traits traits) {
        this.request = request;
        this.scope = ConverseScope.of(request, traits);
    }

    ChatCall write() {
        json.beginObject();
        ConverseTurns.write(json, scope);
        ModelFieldsWriter fields = new ModelFieldsWriter(scope);
        fields.write(json, kept(ModelFields.NAME));
        new ConverseInference(scope, fields.thinks()).write(json, kept(ConverseRequestReader.INFERENCE));
        ConverseTools.write(json, scope, kept(ConverseRequestReader.TOOLS));
        format(request.format());
        account(request.account());
        unsaid();
        Extras extras = request.extras();
        if (!scope.own()) {
            scope.dropped().all(extras);
        }
        for (Map.Entry<String, String> extra : extras.fields().entrySet()) {
            if (scope.own() && !MERGED.contains(extra.getKey())) {
                json.name(extra.getKey()).raw(extra.getValue());
            }
        }
        String model = request.model() == null ? "" : request.model();
        String path = BedrockPaths.converse(model, request.stream().isStream());
        return new ChatCall(
                path, "", json.endObject().toBytes(), scope.dropped().names());
    }

    /** What a client of this dialect has said in such an object besides what the exchange has a place for. */
    private @Nullable String kept(String name) {
        return scope.own() ? request.extras().fields().get(name) : null;
    }

    private void format(@Nullable OutputFormat format) {
        if (format == null || format.kind() == OutputFormat.Kind.TEXT) {
            return;
        }
        if (format.kind() == OutputFormat.Kind.JSON || !scope.traits().has(ConverseRequestReader.OUTPUT)) {
            boolean any = format.kind() == OutputFormat.Kind.JSON;
            scope.dropped().add(any ? "response_format.json_object" : "response_format.json_schema");
            return;
        }
        json.name(ConverseRequestReader.OUTPUT).beginObject().name("textFormat").beginObject();
        json.field("type", "json_schema").name("structure").beginObject();
        json.name("jsonSchema").beginObject().field("schema", String.valueOf(format.schema()));
        if (!format.name().isEmpty()) {
            json.field("name", format.name());
        }
        if (format.description() != null) {
            json.field("description", format.description());
        }
        json.endObject().endObject().endObject().endObject();
    }

    private void account(ChatRequest.Account account) {
        Map<String, String> metadata = account.metadata();
        if (!metadata.isEmpty() && (scope.own() || isMetadata(metadata))) {
            json.name(ConverseRequestReader.METADATA).beginObject();
            metadata.forEach(json::field);
            json.endObject();
        } else if (!metadata.isEmpty()) {
            scope.dropped().add("metadata");
        }
        String tier = account.tier();
        if (tier != null && (scope.own() || TIERS.contains(tier))) {
            json.name(ConverseRequestReader.TIER)
                    .beginObject()
                    .field("type", tier)
                    .endObject();
        } else if (tier != null && !tier.equals("auto")) {
            scope.dropped().add("service_tier");
        }
        scope.dropped().note("user", account.user() != null);
        scope.dropped().note("prompt_cache_key", account.cacheKey() != null);
        scope.dropped().note("store", Boolean.TRUE.equals(account.store()));
    }

    private static boolean isMetadata(Map<String, String> metadata) {
        boolean plain = metadata.size() <= MOST_METADATA;
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
            plain &= !entry.getKey().isEmpty() && isPlain(entry.getKey()) && isPlain(entry.getValue());
        }
        return plain;
    }

    private static boolean isPlain(String text) {
        boolean plain = text.length() <= LONGEST_METADATA;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            plain &= letter || " \t\n\r:_@$#=/+,-.".indexOf(c) >= 0;
        }
        return plain;
    }

    /** Converse has no word for these. */
    private void unsaid() {
        Sampling sampling = request.sampling();
        scope.dropped().note("frequency_penalty", isSet(sampling.frequencyPenalty()));
        scope.dropped().note("presence_penalty", isSet(sampling.presencePenalty()));
        scope.dropped().note("seed", sampling.seed() != null);
        scope.dropped().note("n", sampling.candidates() > 1);
        scope.dropped().note("logprobs", Boolean.TRUE.equals(sampling.logprobs()));
        scope.dropped().note("top_logprobs", sampling.topLogprobs() != Usage.ABSENT);
        scope.dropped().note("verbosity", request.verbosity() != null);
    }

    private static boolean isSet(@Nullable Double penalty) {
        return penalty != null && penalty != 0;
    }

    /** The members of an object that was kept. */
    static void merge(JsonWriter json, @Nullable String kept) {
        if (kept != null) {
            Json.parse(kept.getBytes(UTF_8)).members((name, value) -> json.field(name, value));
        }
    }

    static List<String> stops(Sampling sampling, boolean own) {
        return sampling.stop().stream().filter(stop -> own || !stop.isBlank()).toList();
    }
}
