package ai.gateway.admin;

import ai.gateway.condition.Nearest;
import ai.gateway.wire.Json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The members of a JSON object: known ones only, each of its type. What is null is as if it had never been said. */
final class Members {

    private final Json object;

    private Members(Json object) {
        this.object = object;
    }

    static Members of(Json object, Set<String> known) {
        if (object.exists() && !object.isObject()) {
            throw Problem.at("", "body: no object (expected: a JSON object)");
        }
        object.members((name, value) -> {
            if (!known.contains(name)) {
                throw Problem.at(
                        value.pointer(),
                        name + ": unknown (expected: "
                                + Nearest.to(name, known).orElse("one of " + new TreeSet<>(known)) + ")");
            }
        });
        return new Members(object);
    }

    /** Of our own writing, or of a later gateway's. */
    static Members ours(Json object) {
        return new Members(object);
    }

    boolean has(String name) {
        return object.get(name).exists();
    }

    /** For who checks it elsewhere. */
    Json json(String name) {
        return object.get(name);
    }

    boolean isNull(String name) {
        return object.get(name).isNull();
    }

    String text(String name, String otherwise) {
        Json value = object.get(name);
        if (!value.exists()) {
            return otherwise;
        }
        if (!value.isString() && !value.isNull()) {
            throw wrong(value, name, "a string");
        }
        return value.text();
    }

    boolean flag(String name, boolean otherwise) {
        Json value = object.get(name);
        if (!value.exists()) {
            return otherwise;
        }
        return switch (value.kind()) {
            case TRUE -> true;
            case FALSE, NULL -> false;
            case OBJECT, ARRAY, STRING, NUMBER, MISSING -> throw wrong(value, name, "true or false");
        };
    }

    /** One string or whole number, or an array of such. */
    List<String> texts(String name, List<String> otherwise) {
        Json value = object.get(name);
        if (!value.exists()) {
            return otherwise;
        }
        List<String> texts = new ArrayList<>();
        if (value.isArray()) {
            value.items().forEach(item -> texts.add(word(item, name)));
        } else if (!value.isNull()) {
            texts.add(word(value, name));
        }
        return texts;
    }

    private static String word(Json value, String name) {
        long number = value.number(-1);
        if (!value.isString() && number < 0) {
            throw wrong(value, name, "a string, or an array of strings");
        }
        return value.isString() ? value.text() : Long.toString(number);
    }

    /** An object of strings. */
    Map<String, String> map(String name, Map<String, String> otherwise) {
        Json value = object.get(name);
        if (!value.exists()) {
            return otherwise;
        }
        Map<String, String> map = new LinkedHashMap<>();
        if (!value.isObject() && !value.isNull()) {
            throw wrong(value, name, "an object of strings");
        }
        value.members((key, each) -> {
            if (!each.isString()) {
                throw wrong(each, name, "an object of strings");
            }
            map.put(key, each.text());
        });
        return map;
    }

    /** The text of an object; empty for none. */
    String object(String name, String otherwise) {
        Json value = object.get(name);
        if (!value.exists()) {
            return otherwise;
        }
        if (!value.isObject() && !value.isNull()) {
            throw wrong(value, name, "an object");
        }
        return value.size() == 0 ? "" : value.toString();
    }

    private static Problem wrong(Json value, String name, String expected) {
        return Problem.at(value.pointer(), name + ": of another type (expected: " + expected + ")");
    }
}
