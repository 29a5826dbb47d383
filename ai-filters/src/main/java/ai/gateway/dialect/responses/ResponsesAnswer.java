package ai.gateway.dialect.responses;

import ai.gateway.dialect.Errors;
import ai.gateway.dialect.Seen;
import ai.gateway.dialect.TextVisitor;
import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.dialect.Texts;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.FinishReason;
import ai.gateway.wire.Json;

import java.util.function.Consumer;

/** Reads whole responses and the events of their streams. */
final class ResponsesAnswer {

    /** Room for the parts of one item: each is a text of its own. */
    private static final int PARTS = 1 << 10;

    private ResponsesAnswer() {}

    static void whole(Json response, AnswerFacts facts) {
        response(response, facts);
        for (Json item : response.get("output").items()) {
            ResponsesItem.made(item, facts);
            ResponsesItem.seen(item, facts);
        }
    }

    private static void response(Json response, AnswerFacts facts) {
        if (!response.isObject()) {
            return;
        }
        facts.model(response.get("model").text());
        facts.use(ResponsesUsage.of(response));
        String error = Errors.in(response);
        if (error != null) {
            facts.fail(error);
        }
        for (Json item : response.get("output").items()) {
            ResponsesItem.facts(item, facts);
        }
        finish(response, facts);
    }

    static void frame(String name, Json event, AnswerFacts facts) {
        String type = event.get("type").text(name);
        if (type.endsWith(".delta")) {
            delta(type, event.get("delta"), facts);
        }
        if (type.equals("response.output_item.added")) {
            Seen.call(event.get("item").get("name"), facts);
        }
        response(event.get("response"), facts);
        switch (type) {
            case "response.completed", "response.incomplete", "response.failed", "response.cancelled" -> facts.end();
            case "response.output_item.done" -> {
                ResponsesItem.facts(event.get("item"), facts);
                ResponsesItem.made(event.get("item"), facts);
                ResponsesUsage.search(event.get("item"), facts);
            }
            case "error" -> {
                String error = Errors.in(event);
                facts.fail(error == null ? Errors.orUnnamed(event.get("message")) : error);
            }
            default -> {
                String error = Errors.in(event);
                if (error != null) {
                    facts.fail(error);
                }
            }
        }
    }

    /** Sound is no text. */
    private static void delta(String type, Json delta, AnswerFacts facts) {
        if (!type.endsWith("audio.delta")) {
            Seen.text(delta, facts);
        }
    }

    static void texts(Json answer, TextVisitor visitor) {
        String type = answer.get("type").text();
        if (!type.startsWith("response.")) {
            output(answer.get("output"), visitor);
            return;
        }
        if (type.endsWith(".delta")) {
            Texts.show(role(type), run(answer), answer.get("delta"), visitor);
            return;
        }
        // What is left says again in whole what the deltas have said.
        for (String name : new String[] {"text", "refusal", "arguments", "input", "code"}) {
            Texts.show(role(type), TextVisitor.REPEATED, answer.get(name), visitor);
        }
        ResponsesItems.part(role(type), answer.get("part"), TextVisitor.REPEATED, visitor);
        ResponsesItems.texts(Role.ASSISTANT, answer.get("item"), TextVisitor.REPEATED, visitor);
        for (Json item : answer.get("response").get("output").items()) {
            ResponsesItems.texts(Role.ASSISTANT, item, TextVisitor.REPEATED, visitor);
        }
    }

    static void showCounts(Json answer, Consumer<Json> visitor) {
        ResponsesUsage.showCounts(answer, visitor);
        ResponsesUsage.showCounts(answer.get("response"), visitor);
    }

    private static void output(Json output, TextVisitor visitor) {
        int position = 0;
        for (Json item : output.items()) {
            ResponsesItems.texts(Role.ASSISTANT, item, position, visitor);
            position += PARTS;
        }
    }

    private static Role role(String type) {
        if (type.startsWith("response.reasoning")) {
            return Role.THINKING;
        }
        boolean said = type.startsWith("response.output_text")
                || type.startsWith("response.refusal")
                || type.startsWith("response.content_part");
        return said ? Role.ASSISTANT : Role.TOOL_ARGUMENTS;
    }

    private static int run(Json event) {
        long part = event.get("content_index").number(event.get("summary_index").number(0));
        long item = event.get("output_index").number(0);
        return bounded(item) * PARTS + bounded(part);
    }

    private static int bounded(long index) {
        return (int) Math.max(0, Math.min(index, PARTS - 1));
    }

    private static void finish(Json response, AnswerFacts facts) {
        switch (response.get("status").text()) {
            case "completed" -> facts.finish(FinishReason.STOP);
            case "failed" -> facts.finish(FinishReason.ERROR);
            case "cancelled" -> facts.finish(FinishReason.OTHER);
            case "incomplete" ->
                facts.finish(incomplete(response.get("incomplete_details").get("reason")));
            default -> {
                // Still under way.
            }
        }
    }

    static FinishReason incomplete(Json reason) {
        if (reason.is("max_output_tokens") || reason.is("max_tokens")) {
            return FinishReason.LENGTH;
        }
        return reason.is("content_filter") ? FinishReason.CONTENT_FILTER : FinishReason.OTHER;
    }
}
