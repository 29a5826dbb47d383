package ai.gateway.cache;

import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.Dialects;
import ai.gateway.dialect.Spoken;
import ai.gateway.exchange.AiException;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Operation;
import ai.gateway.testing.Recordings;
import ai.gateway.testing.Recordings.Recording;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonEdit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import static org.assertj.core.api.Assertions.assertThat;

/** Which questions are the same: those whose answers can be told apart by nothing. */
class PrintTest {

    private static final Dialects DIALECTS = new Dialects(Spoken.ALL);

    /** What does not count, wherever it stands: who is asked is counted elsewhere, and the rest is said not to count. */
    private static final Set<String> NOT_ASKED =
            Set.of("/model", "/stream", "/stream_options", "/user", "/safety_identifier", "/metadata");

    static List<Recording> chats() {
        return Recordings.where(recording -> {
            Call call = DIALECTS.recognise(recording.head());
            return call != null && call.operation() == Operation.CHAT && recording.request() != null;
        });
    }

    private static @Nullable String print(Recording recording, Json body) {
        Call call = Objects.requireNonNull(DIALECTS.recognise(recording.head()));
        Dialect dialect = DIALECTS.of(call);
        try {
            ChatRequest chat = Objects.requireNonNull(dialect.chat()).readRequest(call, body);
            Print print = new Print();
            QuestionPrint.put(print, chat, body);
            return print.take();
        } catch (AiException notAChat) {
            return null; // such a question is printed as it stands
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("chats")
    void chat_changedInAnyPlace_isAnotherQuestion(Recording recording) {
        Json body = Json.parse(recording.requestBytes());
        String print = print(recording, body);
        if (print == null) {
            return;
        }
        List<Json> leaves = new ArrayList<>();
        leaves(body, leaves);
        Set<String> same = new TreeSet<>();
        for (Json leaf : leaves) {
            byte[] changed = JsonEdit.of(body).replace(leaf, other(leaf)).toBytes();
            if (print.equals(print(recording, Json.parse(changed)))) {
                same.add(leaf.pointer());
            }
        }
        same.removeIf(pointer -> NOT_ASKED.stream().anyMatch(pointer::startsWith));
        assertThat(same).isEmpty();
    }

    private static void leaves(Json value, List<Json> leaves) {
        switch (value.kind()) {
            case OBJECT -> value.members((name, member) -> leaves(member, leaves));
            case ARRAY -> value.items().forEach(item -> leaves(item, leaves));
            default -> leaves.add(value);
        }
    }

    private static String other(Json leaf) {
        return switch (leaf.kind()) {
            case STRING -> "\"" + leaf.text().replaceAll("[^A-Za-z0-9]", "") + "x\"";
            case NUMBER -> leaf.number(-7) == -7 ? "0.123" : Long.toString(leaf.number(0) + 1);
            case TRUE -> "false";
            case FALSE -> "true";
            default -> "\"x\"";
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1,\"b\":[true,null]} | { \"b\" : [ true , null ], \"a\":1.0 }",
                "{\"a\":\"\\u00e9\"} | {\"a\":\"é\"}",
                "{\"a\":1e2} | {\"a\":100}",
            })
    void json_writtenOtherwise_isTheSame(String one, String other) {
        assertThat(print(one)).isEqualTo(print(other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":[1,2]} | {\"a\":[12]}",
                "{\"a\":\"1\"} | {\"a\":1}",
                "{\"a\":{}} | {\"a\":[]}",
                "{\"a\":null} | {}",
                "{\"a\":\"b\",\"c\":\"d\"} | {\"a\":\"b\\\"c\",\"d\":\"\"}",
                "{\"a\":12345678901234567890} | {\"a\":12345678901234567891}",
                "{\"a\":0.1} | {\"a\":0.10000000000000001}",
            })
    void json_thatSaysSomethingElse_isNot(String one, String other) {
        assertThat(print(one)).isNotEqualTo(print(other));
    }

    private static String print(String json) {
        Print print = new Print();
        JsonPrint.put(print, Json.parse(json.getBytes(StandardCharsets.UTF_8)));
        return print.take();
    }

    @Test
    void parts_cutElsewhere_areOthers() {
        assertThat(new Print().put("ab").put("c").take())
                .isNotEqualTo(new Print().put("a").put("bc").take());
        assertThat(new Print().put((String) null).take())
                .isNotEqualTo(new Print().put("").take());
    }
}
