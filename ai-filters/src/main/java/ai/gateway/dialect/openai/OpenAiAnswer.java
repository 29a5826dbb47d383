package ai.gateway.dialect.openai;

import ai.gateway.dialect.Counts;
import ai.gateway.dialect.Errors;
import ai.gateway.dialect.Seen;
import ai.gateway.dialect.TextVisitor;
import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.dialect.Texts;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Besides;
import ai.gateway.exchange.Besides.Bill;
import ai.gateway.exchange.Besides.Units;
import ai.gateway.exchange.FinishReason;
import ai.gateway.exchange.Service;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonKeys;
import ai.gateway.wire.JsonMembers;
import org.jspecify.annotations.Nullable;

/** Reads answers of the API and the chunks of their streams, which differ in little but the name of the message. */
final class OpenAiAnswer {

    /** Room for the tool calls of one choice: parallel ones are pieces of different texts. */
    private static final int CALLS = 1 << 16;

    private static final JsonKeys FAILURE = JsonKeys.of("error", "object", "detail");
    private static final JsonKeys KEYS = JsonKeys.of(
            "model",
            "usage",
            "x_groq",
            "choices",
            "type",
            "service_tier",
            "data",
            "delta",
            "duration",
            "error",
            "object",
            "detail");
    private static final JsonKeys KEYS_OF_CHOICE =
            JsonKeys.of("delta", "message", "text", "finish_reason", "usage", "error", "object", "detail");

    private OpenAiAnswer() {}

    static void facts(Json answer, AnswerFacts facts) {
        Json usage = Json.MISSING;
        Json groq = Json.MISSING;
        Json choices = Json.MISSING;
        boolean suspect = false;
        boolean last = false;
        for (JsonMembers member = answer.members(KEYS); member.next(); ) {
            switch (member.name()) {
                case "model" -> model(member, facts);
                case "usage" -> usage = member.value();
                case "x_groq" -> groq = member.value();
                case "choices" -> choices = member.value();
                case "type" -> last = isLast(member, facts);
                case "service_tier" -> service(member, facts);
                case "data" -> images(member.value(), facts);
                case "delta" -> Seen.text(member.value(), facts);
                case "duration" -> duration(member.value(), facts);
                default -> suspect |= isSuspect(member);
            }
        }
        usage(usage, facts);
        usage(groq.get("usage"), facts);
        for (Json choice : choices.items()) {
            choice(choice, facts);
        }
        if (suspect) {
            failure(answer, facts);
        }
        if (last) {
            facts.end();
        }
    }

    /** Every chunk of a stream says it, and says the same. */
    private static void service(JsonMembers member, AnswerFacts facts) {
        if (facts.usage().besides().bill().service() == null) {
            facts.use(
                    Usage.NONE.with(Besides.of(Bill.of(Service.of(member.value().text())))));
        }
    }

    /** The vectors of embeddings stand under that name, too. */
    private static void images(Json data, AnswerFacts facts) {
        for (Json item : data.items()) {
            if (item.get("b64_json").isString() || item.get("url").isString()) {
                facts.made(1);
            }
        }
    }

    /** Of a transcript, as a number or as one in a string. */
    private static void duration(Json seconds, AnswerFacts facts) {
        facts.use(Usage.NONE.with(Besides.of(Units.ofMillis(Counts.millis(seconds)))));
    }

    private static void model(JsonMembers member, AnswerFacts facts) {
        if (facts.model() == null) {
            facts.model(member.value().text());
        }
    }

    static void texts(Json answer, TextVisitor visitor) {
        int position = 0;
        for (Json choice : answer.get("choices").items()) {
            int run = (int) Math.max(0, Math.min(choice.get("index").number(position), Short.MAX_VALUE));
            position++;
            message(choice.get("message"), run, visitor);
            message(choice.get("delta"), run, visitor);
            Texts.show(Role.ASSISTANT, run, choice.get("text"), visitor);
        }
        // A transcript.
        Texts.show(Role.ASSISTANT, 0, answer.get("text"), visitor);
        if (answer.get("type").is("transcript.text.delta")) {
            Texts.show(Role.ASSISTANT, 0, answer.get("delta"), visitor);
        }
    }

    private static void usage(Json usage, AnswerFacts facts) {
        if (usage.isObject()) {
            facts.use(OpenAiUsage.of(usage));
        }
    }

    private static void choice(Json choice, AnswerFacts facts) {
        Json delta = Json.MISSING;
        Json whole = Json.MISSING;
        Json finish = Json.MISSING;
        Json usage = Json.MISSING;
        boolean suspect = false;
        for (JsonMembers member = choice.members(KEYS_OF_CHOICE); member.next(); ) {
            switch (member.name()) {
                case "delta" -> delta = member.value();
                case "message" -> whole = member.value();
                case "text" -> Seen.text(member.value(), facts);
                case "finish_reason" -> finish = member.value();
                case "usage" -> usage = member.value();
                default -> suspect |= isSuspect(member);
            }
        }
        OpenAiMessage.facts(delta.exists() ? delta : whole, facts);
        String reason = finish.text();
        if (!reason.isEmpty()) {
            facts.finish(finish(reason));
        }
        // Moonshot counts in the choice, OpenRouter fails there.
        usage(usage, facts);
        if (suspect) {
            failure(choice, facts);
        }
    }

    /** An {@code error} member; or Mistral's flat error; or the bare {@code detail} of Mistral, Voyage and vLLM. */
    static @Nullable String failureIn(Json answer) {
        boolean suspect = false;
        for (JsonMembers member = answer.members(FAILURE); member.next(); ) {
            suspect |= isSuspect(member);
        }
        return suspect ? told(answer) : null;
    }

    /** Nearly every frame of a stream can be passed over after this. */
    private static boolean isSuspect(JsonMembers member) {
        return member.name().equals("object") ? member.is("error") : !member.isNull();
    }

    private static @Nullable String told(Json answer) {
        String error = Errors.in(answer);
        if (error != null) {
            return error;
        }
        if (answer.get("object").is("error")) {
            return Errors.orUnnamed(answer.get("message"));
        }
        return answer.get("detail").isString() ? Errors.orUnnamed(answer.get("detail")) : null;
    }

    private static void failure(Json answer, AnswerFacts facts) {
        String failure = told(answer);
        if (failure != null) {
            facts.fail(failure);
        }
    }

    static FinishReason finish(String reason) {
        return switch (reason) {
            case "stop", "eos", "stop_sequence", "end_turn" -> FinishReason.STOP;
            case "length", "max_tokens", "model_length" -> FinishReason.LENGTH;
            case "tool_calls", "function_call", "tool_use" -> FinishReason.TOOL_CALLS;
            case "content_filter", "safety" -> FinishReason.CONTENT_FILTER;
            case "refusal" -> FinishReason.REFUSAL;
            case "error", "insufficient_system_resource", "abort" -> FinishReason.ERROR;
            default -> FinishReason.OTHER;
        };
    }

    /** Streams of speech, transcripts and images need no [DONE] to be over. */
    private static boolean isLast(JsonMembers type, AnswerFacts facts) {
        boolean image = type.is("image_generation.completed") || type.is("image_edit.completed");
        facts.made(image ? 1 : 0);
        return image || type.is("speech.audio.done") || type.is("transcript.text.done");
    }

    private static void message(Json message, int run, TextVisitor visitor) {
        OpenAiRequest.thinking(message, run, visitor);
        OpenAiRequest.content(Role.ASSISTANT, run, message.get("content"), visitor);
        Texts.show(Role.ASSISTANT, run, message.get("refusal"), visitor);
        int position = 0;
        for (Json call : message.get("tool_calls").items()) {
            int index = (int) Math.max(0, Math.min(call.get("index").number(position), CALLS - 1));
            position++;
            int callRun = run * CALLS + index;
            Texts.deep(Role.TOOL_ARGUMENTS, callRun, call.get("function").get("arguments"), visitor);
            Texts.show(Role.TOOL_ARGUMENTS, callRun, call.get("custom").get("input"), visitor);
        }
        Texts.show(
                Role.TOOL_ARGUMENTS, run * CALLS, message.get("function_call").get("arguments"), visitor);
    }
}
