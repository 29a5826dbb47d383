package ai.gateway.dialect.responses;

import ai.gateway.dialect.Asked;
import ai.gateway.dialect.Dropped;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Besides;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.Message;
import ai.gateway.exchange.Sampling;
import ai.gateway.exchange.Service;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The response around the output. Much of it repeats what the client has asked. */
final class ResponseObject {

    /** OpenAI's SDKs want it wherever tools are said to be used. */
    private static final String NO_PICTURES = "{\"input_tokens\":0,\"input_tokens_details\":{\"image_tokens\":0,"
            + "\"text_tokens\":0},\"output_tokens\":0,\"output_tokens_details\":{\"image_tokens\":0,\"text_tokens\":0},"
            + "\"total_tokens\":0}";

    private static final String NULL = "null";
    private static final String NO_REASONING = "{\"effort\":null,\"summary\":null}";
    private static final String PLAIN_TEXT = "{\"format\":{\"type\":\"text\"}}";

    private final Asked asked;
    private final boolean ours;
    private final Map<String, String> members = new LinkedHashMap<>();

    ResponseObject(Asked asked) {
        this.asked = asked;
        this.ours = asked.spoken().equals(ResponsesDialect.ID);
        ChatRequest request = asked.request();
        put("id", JsonWriter.quote(ItemIds.response(asked)));
        put("object", "\"response\"");
        put("created_at", Long.toString(asked.seconds()));
        put("status", "\"in_progress\"");
        put("background", said("background", "false"));
        put("error", NULL);
        put("incomplete_details", NULL);
        put("instructions", instructions(request));
        put("max_output_tokens", count(request.sampling().maxOutput(), NULL));
        put("model", text(request.model(), "\"\""));
        put("output", "[]");
        put("parallel_tool_calls", Boolean.toString(!Boolean.FALSE.equals(request.parallelCalls())));
        put("previous_response_id", said("previous_response_id", NULL));
        options(request);
        sampling(request.sampling());
        tools(request);
        put("truncation", said("truncation", "\"disabled\""));
        put("usage", NULL);
        account(request.account());
    }

    private void put(String name, String json) {
        members.put(name, json);
    }

    private void options(ChatRequest request) {
        String reasoning = ChatOptions.reasoning(request, Traits.NONE);
        put("reasoning", reasoning == null ? NO_REASONING : reasoning);
        String text = ChatOptions.text(request);
        put("text", text == null || request.format() == null ? plain(request.verbosity()) : text);
    }

    private static String plain(@Nullable String verbosity) {
        if (verbosity == null) {
            return PLAIN_TEXT;
        }
        JsonWriter json = new JsonWriter().beginObject().name("format").raw("{\"type\":\"text\"}");
        return json.field("verbosity", verbosity).endObject().toString();
    }

    private void sampling(Sampling sampling) {
        put("temperature", decimal(sampling.temperature()));
        put("top_logprobs", count(sampling.topLogprobs(), "0"));
        put("top_p", decimal(sampling.topP()));
    }

    private void tools(ChatRequest request) {
        boolean own = request.dialect().equals(ResponsesDialect.ID);
        String choice = request.toolChoice() == null
                ? "\"auto\""
                : ChatTools.choice(request.toolChoice(), request.tools(), Traits.NONE, new Dropped());
        String whole = request.extras().fields().get(ChatRequestReader.CHOICE);
        put("tool_choice", own && whole != null ? whole : choice);
        put("tools", ChatTools.tools(request.tools(), own));
    }

    /** What is not said to be kept is not kept. */
    private void account(ChatRequest.Account account) {
        put("store", Boolean.toString(Boolean.TRUE.equals(account.store())));
        put("user", text(account.user(), NULL));
        if (account.tier() != null) {
            put("service_tier", JsonWriter.quote(account.tier()));
        }
        if (account.cacheKey() != null) {
            put("prompt_cache_key", JsonWriter.quote(account.cacheKey()));
        }
        JsonWriter metadata = new JsonWriter().beginObject();
        account.metadata().forEach(metadata::field);
        put("metadata", metadata.endObject().toString());
    }

    private String instructions(ChatRequest request) {
        for (Message message : request.messages()) {
            if (message.extras().fields().containsKey(ChatRequestReader.INSTRUCTIONS)) {
                return JsonWriter.quote(message.content().get(0).flow());
            }
        }
        return NULL;
    }

    private String said(String name, String usual) {
        Map<String, String> extras = asked.request().extras().fields();
        return extras.getOrDefault(name, extras.getOrDefault("." + name, usual));
    }

    private static String text(@Nullable String value, String otherwise) {
        return value == null ? otherwise : JsonWriter.quote(value);
    }

    private static String count(long value, String otherwise) {
        return value == Usage.ABSENT ? otherwise : Long.toString(value);
    }

    private static String decimal(@Nullable Double value) {
        return value == null ? "1.0" : Double.toString(value);
    }

    void began(AnswerEvent.Began began) {
        if (ours && !began.id().isEmpty()) {
            put("id", JsonWriter.quote(began.id()));
        }
        if (!began.model().isEmpty()) {
            put("model", JsonWriter.quote(began.model()));
        }
        if (began.created() != Usage.ABSENT) {
            put("created_at", Long.toString(began.created()));
        }
        extras(began.extras());
    }

    /** What a provider of this dialect has said itself is truer than what was asked. */
    void extras(Extras extras) {
        if (ours) {
            members.putAll(extras.fields());
        }
    }

    /** @param reason why it is incomplete; null where it is not */
    void status(String status, @Nullable String reason) {
        put("status", JsonWriter.quote(status));
        put("incomplete_details", reason == null ? NULL : "{\"reason\":\"" + reason + "\"}");
    }

    void failed(Failure failure) {
        JsonWriter error = new JsonWriter().beginObject().field("code", code(failure));
        put("error", error.field("message", failure.message()).endObject().toString());
        status("failed", null);
    }

    /** A response has but a few codes, and those of its own provider. */
    private String code(Failure failure) {
        Failure.Origin origin = failure.origin();
        if (ours && origin != null && !origin.code().isEmpty()) {
            return origin.code();
        }
        return switch (failure.status()) {
            case 429 -> "rate_limit_exceeded";
            case 400, 413, 422 -> "invalid_prompt";
            default -> "server_error";
        };
    }

    void output(List<String> items) {
        put("output", "[" + String.join(",", items) + "]");
    }

    void usage(Usage usage, Extras account) {
        if (!usage.isKnown()) {
            return;
        }
        JsonWriter json = new JsonWriter().beginObject().field("input_tokens", usage.prompt());
        json.field("output_tokens", Math.max(usage.output(), 0)).field("total_tokens", usage.total());
        Map<String, String> own = ours ? account.fields() : Map.of();
        boolean unsaid = ours && usage.cacheRead() == Usage.ABSENT && usage.cacheWrite() == Usage.ABSENT;
        if (!unsaid && !own.containsKey("input_tokens_details")) {
            json.name("input_tokens_details").beginObject();
            json.field("cached_tokens", Math.max(usage.cacheRead(), 0));
            json.field("cache_write_tokens", Math.max(usage.cacheWrite(), 0)).endObject();
        }
        unsaid = ours && usage.reasoning() == Usage.ABSENT;
        if (!unsaid && !own.containsKey("output_tokens_details")) {
            json.name("output_tokens_details").beginObject();
            json.field("reasoning_tokens", Math.max(usage.reasoning(), 0)).endObject();
        }
        own.forEach((name, value) -> json.name(name).raw(value));
        put("usage", json.endObject().toString());
        if (!ours) {
            besides(usage.besides());
        }
    }

    private void besides(Besides told) {
        Service service = told.bill().service();
        if (service != null) {
            put("service_tier", JsonWriter.quote(service.word()));
        }
        if (told.units().searches() != Usage.ABSENT) {
            put(
                    "tool_usage",
                    "{\"image_gen\":" + NO_PICTURES + ",\"web_search\":{\"num_requests\":"
                            + told.units().searches() + "}}");
        }
    }

    String toJson() {
        JsonWriter json = new JsonWriter(1024).beginObject();
        members.forEach((name, value) -> json.name(name).raw(value));
        return json.endObject().toString();
    }
}
