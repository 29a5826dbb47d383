package ai.gateway.judge;

import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.judge.schema.Misfit;
import ai.gateway.judge.schema.Schema;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonException;
import ai.gateway.wire.JsonLimits;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What an answer must be for a program that reads it. */
final class JsonGuard implements Guard {

    /** Deeper, a schema that goes round in circles would take a stack that not every thread has. */
    private static final JsonLimits LIMITS = new JsonLimits(100, 50_000, 1_000, 1 << 20);

    private final String name;
    private final @Nullable Schema schema;

    JsonGuard(String name, @Nullable Schema schema) {
        this.name = name;
        this.schema = schema;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int step() {
        return Integer.MAX_VALUE;
    }

    @Override
    public Mono<Objection> judge(Matter matter) {
        return matter.isAnswer() && matter.ended() ? Mono.fromCallable(() -> objection(matter)) : Mono.empty();
    }

    /** Of several choices, each is judged. */
    private @Nullable Objection objection(Matter matter) {
        boolean calls = matter.answer().stream().anyMatch(said -> said.role() == Role.TOOL_ARGUMENTS);
        for (Said said : matter.answer()) {
            boolean silent = calls && said.text().isBlank();
            Objection objection = said.role() == Role.ASSISTANT && !silent ? objection(said.text()) : null;
            if (objection != null) {
                return objection;
            }
        }
        return null;
    }

    private @Nullable Objection objection(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        Json value;
        try {
            value = Json.parse(bytes, 0, bytes.length, LIMITS);
        } catch (JsonException e) {
            return new Objection("json", why(e.reason()));
        }
        Misfit misfit = schema == null ? null : schema.misfit(value);
        return misfit == null
                ? null
                : new Objection(misfit.keyword(), misfit.keyword() + " at " + place(misfit.pointer()));
    }

    private static String place(String pointer) {
        return pointer.isEmpty() ? "the whole" : pointer;
    }

    private static String why(JsonException.Reason reason) {
        return switch (reason) {
            case SYNTAX, BAD_UTF8 -> "is no JSON";
            case DUPLICATE_KEY -> "has a name twice";
            case TOO_DEEP, TOO_LARGE -> "is more JSON than is read";
        };
    }
}
