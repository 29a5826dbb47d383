package ai.gateway.dialect;

import ai.gateway.exchange.AnswerFacts;
import ai.gateway.wire.Json;

/**
 * Counts the bytes of what a model says as they lie there, escapes and all: cheap enough for every event of a stream, and
 * near enough for who must pay for an answer that broke off before it was counted.
 */
public final class Seen {

    /** What stands around a call in the model's own words, and in no field of an answer. */
    private static final int AROUND_A_CALL = 48;

    private Seen() {}

    /** Of the name of a tool, by which a call begins. */
    public static void call(Json name, AnswerFacts facts) {
        if (!name.text().isEmpty()) {
            facts.saw(AROUND_A_CALL);
            text(name, facts);
        }
    }

    /** Of a string; of nothing else. */
    public static void text(Json text, AnswerFacts facts) {
        if (text.isString()) {
            facts.saw(text.end() - text.start() - 2);
        }
    }

    /** Of an object, such as the arguments of a call that are no string. */
    public static void object(Json value, AnswerFacts facts) {
        if (value.isObject()) {
            facts.saw(value.end() - value.start());
        } else {
            text(value, facts);
        }
    }
}
