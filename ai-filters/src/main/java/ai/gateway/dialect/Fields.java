package ai.gateway.dialect;

import ai.gateway.exchange.AiException;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.exchange.RequestFacts;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads members of a request. A wrong type is the client's fault and is told with its pointer; null is absent. */
public final class Fields {

    private Fields() {}

    /** The body of an operation that cannot do without one. */
    public static Json object(Json body) {
        if (!body.isObject()) {
            throw wrong(body, "an object");
        }
        return body;
    }

    /** The member, MISSING when absent. */
    public static Json object(Json object, String name) {
        Json member = member(object, name);
        if (member.exists() && !member.isObject()) {
            throw wrong(member, "an object");
        }
        return member;
    }

    /** The member, MISSING when absent. */
    public static Json array(Json object, String name) {
        Json member = member(object, name);
        if (member.exists() && !member.isArray()) {
            throw wrong(member, "an array");
        }
        return member;
    }

    public static Json requiredArray(Json object, String name) {
        Json member = array(object, name);
        if (!member.exists()) {
            throw absent(object, name, "an array");
        }
        return member;
    }

    public static @Nullable String string(Json object, String name) {
        Json member = member(object, name);
        if (member.exists() && !member.isString()) {
            throw wrong(member, "a string");
        }
        return member.exists() ? member.text() : null;
    }

    public static String stringOr(Json object, String name, String fallback) {
        String value = string(object, name);
        return value == null ? fallback : value;
    }

    public static String requiredString(Json object, String name) {
        String value = string(object, name);
        if (value == null) {
            throw absent(object, name, "a string");
        }
        return value;
    }

    /** What one thing is told apart by from another: an empty one would do for none. */
    public static String requiredId(Json object, String name) {
        String id = requiredString(object, name);
        if (id.isEmpty()) {
            throw wrong(object.get(name), "one that is not empty");
        }
        return id;
    }

    public static Json requiredObject(Json object, String name) {
        Json member = object(object, name);
        if (!member.exists()) {
            throw absent(object, name, "an object");
        }
        return member;
    }

    /** A string, or an array of strings; none when absent. */
    public static List<String> strings(Json object, String name) {
        Json member = member(object, name);
        if (member.isString()) {
            return List.of(member.text());
        }
        if (member.exists() && !member.isArray()) {
            throw wrong(member, "a string or an array of strings");
        }
        List<String> strings = new ArrayList<>();
        for (Json item : member.items()) {
            if (!item.isString()) {
                throw wrong(item, "a string");
            }
            strings.add(item.text());
        }
        return strings;
    }

    public static @Nullable Double decimal(Json object, String name) {
        Json member = member(object, name);
        if (!member.exists()) {
            return null;
        }
        double value = member.decimal(Double.NaN);
        if (Double.isNaN(value)) {
            throw wrong(member, "a number");
        }
        return value;
    }

    /** Any integer, negative ones too. */
    public static @Nullable Long integer(Json object, String name) {
        Json member = member(object, name);
        if (!member.exists()) {
            return null;
        }
        long value = member.number(Long.MIN_VALUE);
        if (value == Long.MIN_VALUE) {
            throw wrong(member, "an integer");
        }
        return value;
    }

    public static @Nullable Boolean flagOrNull(Json object, String name) {
        return member(object, name).exists() ? Boolean.valueOf(flag(object, name, false)) : null;
    }

    /** The members that nobody has a place for. */
    public static Extras rest(Json object, Set<String> known) {
        Map<String, String> rest = new LinkedHashMap<>();
        object.members((name, value) -> {
            if (!known.contains(name)) {
                rest.put(name, value.toString());
            }
        });
        return rest.isEmpty() ? Extras.NONE : new Extras(rest);
    }

    public static boolean flag(Json object, String name, boolean fallback) {
        Json member = member(object, name);
        if (member.exists() && member.kind() != Json.Kind.TRUE && member.kind() != Json.Kind.FALSE) {
            throw wrong(member, "true or false");
        }
        return member.flag(fallback);
    }

    /** The member; ABSENT also when it is negative, which some servers take for "no limit". */
    public static long count(Json object, String name) {
        Json member = member(object, name);
        if (!member.exists()) {
            return Usage.ABSENT;
        }
        long count = member.number(Long.MIN_VALUE);
        if (count == Long.MIN_VALUE) {
            throw wrong(member, "an integer");
        }
        return Math.max(count, Usage.ABSENT);
    }

    /** The model that the path or else the body names; null where neither does. */
    public static @Nullable String model(Call call, Json body) {
        return call.model() != null ? call.model() : string(body, "model");
    }

    /** The model of an operation that cannot do without one. */
    public static String requiredModel(Call call, Json body) {
        String model = model(call, body);
        if (model == null || model.isEmpty()) {
            throw absent(body, "model", "the name of a model");
        }
        return model;
    }

    /** Facts of a body that we do not understand: whatever looks familiar, and no offence taken. */
    public static RequestFacts loose(Call call, Json body) {
        Json model = body.get("model");
        String named = call.model() != null || !model.isString() ? call.model() : model.text();
        boolean stream =
                call.stream() != null ? call.stream() : body.get("stream").flag(false);
        return new RequestFacts(named, stream, Usage.ABSENT, false, Set.of());
    }

    public static AiException wrong(Json value, String expected) {
        return invalid(value.pointer(), kind(value), expected);
    }

    public static AiException absent(Json object, String name, String expected) {
        return invalid(object.pointer() + "/" + name, "absent", expected);
    }

    private static AiException invalid(String pointer, String found, String expected) {
        String place = pointer.isEmpty() ? "body" : pointer.substring(1).replace('/', '.');
        String message = place + ": " + found + " (expected: " + expected + ")";
        return new Failure(FailureCode.INVALID_REQUEST, message, pointer).asException();
    }

    /** Not the value itself: messages end up in logs. */
    private static String kind(Json value) {
        return switch (value.kind()) {
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case TRUE, FALSE, NULL -> value.kind().name().toLowerCase(Locale.ROOT);
            case MISSING -> "absent";
        };
    }

    private static Json member(Json object, String name) {
        Json member = object.get(name);
        return member.isNull() ? Json.MISSING : member;
    }
}
