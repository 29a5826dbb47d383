package ai.gateway.dialect.anthropic;

import ai.gateway.dialect.ChatCall;
import ai.gateway.dialect.Dropped;
import ai.gateway.dialect.Parameters;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.OutputFormat;
import ai.gateway.exchange.Sampling;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

/** Writes a chat for Anthropic, or for one of those that serve its models or follow its format. */
final class MessageRequestWriter {

    private final ChatRequest request;
    private final Traits traits;
    private final boolean ours;
    private final Dropped dropped = new Dropped();
    private final JsonWriter json = new JsonWriter(1024);
    private final Parameters parameters;

    MessageRequestWriter(ChatRequest request, Traits traits) {
        this.request = request;
        this.traits = traits;
        this.parameters = new Parameters(json, traits, dropped);
        this.ours = request.dialect().equals(AnthropicDialect.ID);
    }

    ChatCall write() {
        MessageThinking thinking = new ThinkingPlan(request, traits, dropped).make();
        json.beginObject();
        if (request.model() != null && traits.has("model")) {
            json.field("model", request.model());
        }
        json.field("max_tokens", thinking.maxTokens());
        new MessageTurns(json, request, traits, dropped).write();
        if (request.stream().isStream() && traits.has("stream")) {
            json.field("stream", true);
        }
        if (ours) {
            said(request.sampling());
        } else {
            sampling(request.sampling(), thinking);
        }
        stop(request.sampling());
        new MessageTools(json, request, traits, dropped).write();
        thinking(thinking);
        output(thinking);
        account(request.account());
        extras();
        return new ChatCall(AnthropicChat.PATH, "", json.endObject().toBytes(), dropped.names());
    }

    /** As a client of this dialect has said it. */
    private void said(Sampling sampling) {
        parameters.decimal("temperature", sampling.temperature());
        parameters.decimal("top_p", sampling.topP());
        parameters.count("top_k", sampling.topK());
    }

    /** Who thinks is not to be told how tokens are drawn, and newer models never are. */
    private void sampling(Sampling sampling, MessageThinking thinking) {
        boolean free = !thinking.isOn() && ModelAge.of(request.model()).isSampled();
        double temperature = sampling.temperature() == null ? 1 : sampling.temperature();
        double topP = sampling.topP() == null ? 1 : sampling.topP();
        if (free) {
            drawn(sampling, temperature, topP);
        } else {
            dropped.note("temperature", temperature != 1);
            dropped.note("top_p", topP != 1);
        }
        if (sampling.topK() > 0 && !free) {
            dropped.add("top_k");
        } else if (sampling.topK() > 0) {
            parameters.count("top_k", sampling.topK());
        }
        unknown(sampling);
    }

    /** Temperatures end at 1 here, and models take either a temperature or a share of the likely tokens. */
    private void drawn(Sampling sampling, double temperature, double topP) {
        boolean both = sampling.temperature() != null && sampling.topP() != null;
        boolean byShare = temperature == 1 && topP != 1;
        dropped.note("temperature", temperature > 1);
        if (sampling.temperature() != null && !(both && byShare)) {
            parameters.decimal("temperature", Math.max(0, Math.min(temperature, 1)));
        }
        if (!both || byShare) {
            parameters.decimal("top_p", sampling.topP());
        } else {
            dropped.note("top_p", topP != 1);
        }
    }

    private void unknown(Sampling sampling) {
        dropped.note("frequency_penalty", isSet(sampling.frequencyPenalty()));
        dropped.note("presence_penalty", isSet(sampling.presencePenalty()));
        dropped.note("seed", sampling.seed() != null);
        dropped.note("n", sampling.candidates() > 1);
        dropped.note("logprobs", Boolean.TRUE.equals(sampling.logprobs()));
        dropped.note("top_logprobs", sampling.topLogprobs() > 0);
        dropped.note(
                "verbosity", request.verbosity() != null && !request.verbosity().equals("medium"));
    }

    private static boolean isSet(@Nullable Double penalty) {
        return penalty != null && penalty != 0;
    }

    /** Those of blanks alone are refused. */
    private void stop(Sampling sampling) {
        boolean begun = false;
        for (String stop : sampling.stop()) {
            if (!ours && stop.isBlank()) {
                dropped.add("stop");
            } else {
                (begun ? json : json.name("stop_sequences").beginArray()).value(stop);
                begun = true;
            }
        }
        if (begun) {
            json.endArray();
        }
    }

    private void thinking(MessageThinking thinking) {
        String left = ours ? request.extras().fields().get("thinking") : null;
        if (thinking.type() == null && left == null) {
            return;
        }
        json.name("thinking").beginObject();
        thinking.write(json, /* typed= */ left == null || !left.contains("\"type\""));
        if (left != null) {
            MessageExtras.join(json, request.extras(), "thinking");
        }
        json.endObject();
    }

    private void output(MessageThinking thinking) {
        OutputFormat format = format(request.format());
        boolean left = ours && request.extras().fields().containsKey("output_config");
        if (format == null && thinking.effort() == null && !left) {
            return;
        }
        json.name("output_config").beginObject();
        if (thinking.effort() != null) {
            json.field("effort", thinking.effort());
        }
        if (format != null) {
            String schema = format.schema() == null ? "{\"type\":\"object\"}" : format.schema();
            json.name("format").beginObject().field("type", "json_schema").name("schema");
            json.raw(ours ? schema : ClosedSchema.of(schema)).endObject();
        }
        if (left) {
            MessageExtras.join(json, request.extras(), "output_config");
        }
        json.endObject();
    }

    private @Nullable OutputFormat format(@Nullable OutputFormat format) {
        if (format == null || format.kind() == OutputFormat.Kind.TEXT) {
            return null;
        }
        if (format.kind() == OutputFormat.Kind.JSON) {
            dropped.add("response_format.json_object");
            return null;
        }
        if (!traits.has("output_config.format")) {
            dropped.add("response_format.json_schema");
            return null;
        }
        return format;
    }

    private void account(ChatRequest.Account account) {
        boolean left = ours && request.extras().fields().containsKey("metadata");
        if ((account.user() != null && parameters.allows("metadata")) || left) {
            json.name("metadata").beginObject();
            if (account.user() != null) {
                json.field("user_id", account.user());
            }
            if (left) {
                MessageExtras.join(json, request.extras(), "metadata");
            }
            json.endObject();
        }
        dropped.note("metadata", !account.metadata().isEmpty());
        tier(account.tier());
        dropped.note("prompt_cache_key", account.cacheKey() != null);
        dropped.note("store", Boolean.TRUE.equals(account.store()));
    }

    /** The API uses what capacity was bought in advance, or is told not to. */
    private void tier(@Nullable String tier) {
        if (tier == null) {
            return;
        }
        if (tier.equals(MessageExtras.USUAL_TIER) && parameters.allows("service_tier")) {
            json.field("service_tier", "standard_only");
        } else if ((ours || tier.equals("auto") || tier.equals("priority")) && parameters.allows("service_tier")) {
            json.field("service_tier", ours ? tier : "auto");
        } else {
            dropped.add("service_tier");
        }
    }

    private void extras() {
        if (!ours) {
            dropped.all(request.extras());
            return;
        }
        request.extras().fields().forEach((name, value) -> {
            if (!MessageExtras.isJoined(name)) {
                json.name(name).raw(value);
            }
        });
    }
}
