package ai.gateway.dialect.responses;

import ai.gateway.dialect.Seen;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.FinishReason;
import ai.gateway.wire.Json;

/** What is picked up from one item of the output. */
final class ResponsesItem {

    private ResponsesItem() {}

    static void facts(Json item, AnswerFacts facts) {
        Json type = item.get("type");
        if (type.is("function_call") || type.is("custom_tool_call")) {
            facts.call();
        }
        for (Json part : item.get("content").items()) {
            if (part.get("type").is("refusal")) {
                facts.finish(FinishReason.REFUSAL);
            }
            for (Json annotation : part.get("annotations").items()) {
                if (annotation.get("type").is("url_citation")) {
                    facts.cite();
                }
            }
        }
    }

    /** Told once of each item: of those of a stream by the event of it, not by the response that repeats them all. */
    static void made(Json item, AnswerFacts facts) {
        if (item.get("type").is("image_generation_call") && item.get("result").isString()) {
            facts.made(1);
        }
    }

    /** Of whole answers; the pieces of streams are seen as they come. */
    static void seen(Json item, AnswerFacts facts) {
        for (Json part : item.get("content").items()) {
            Seen.text(part.get("text"), facts);
            Seen.text(part.get("refusal"), facts);
        }
        for (Json part : item.get("summary").items()) {
            Seen.text(part.get("text"), facts);
        }
        Seen.call(item.get("name"), facts);
        Seen.text(item.get("arguments"), facts);
        Seen.text(item.get("input"), facts);
    }
}
