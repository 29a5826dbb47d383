package ai.gateway.judge;

import ai.gateway.judge.schema.Schema;
import ai.gateway.semantic.Encoder;
import ai.gateway.wire.Json;

import java.util.Set;

/**
 * Guards that judge texts by themselves, without asking anybody. All but {@link #topics} work on the thread that subscribes, for
 * milliseconds where a text is long: who must not be kept has to subscribe elsewhere. All take time linear in the text, and are
 * safe for all threads.
 */
public final class Judges {

    private Judges() {}

    /**
     * Objects to an answer that is no JSON, or does not fit. Reads answers as a whole; one that only calls tools passes.
     *
     * @throws IllegalArgumentException where the schema says what is not known
     */
    public static Guard schema(String name, Json schema) {
        return new JsonGuard(name, Schema.read(schema));
    }

    /** Objects to an answer that is no JSON. Reads answers as a whole; one that only calls tools passes. */
    public static Guard json(String name) {
        return new JsonGuard(name, null);
    }

    /**
     * Objects to what is surely in another language.
     *
     * @param languages that pass, by their codes: {@code en}
     * @throws IllegalArgumentException where one of them is not known
     */
    public static Guard language(String name, Set<String> languages) {
        return new LanguageGuard(name, languages);
    }

    /** Objects to program code. */
    public static Guard code(String name) {
        return new CodeGuard(name);
    }

    /** Objects to an answer that says again what the system prompt says. */
    public static Guard leak(String name) {
        return new LeakGuard(name);
    }

    /** Objects to what is about something that is denied, or about nothing that is allowed. */
    public static Guard topics(String name, TopicRules rules, Encoder encoder) {
        return new TopicGuard(name, rules, encoder);
    }

    /**
     * Objects to a request by which somebody tries to take over the model: a user, or what a tool gives.
     *
     * @param threshold from 0 to 1
     */
    public static Guard injection(double threshold) {
        return new InjectionGuard(threshold);
    }

    /**
     * Objects to a request that says more.
     *
     * @param most characters, of all its texts
     */
    public static Guard size(long most) {
        return new SizeGuard(most);
    }
}
