package ai.gateway.dialect.responses;

import ai.gateway.dialect.AnswerReader;
import ai.gateway.exchange.Answer;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.AnswerFold;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.FinishReason;
import ai.gateway.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;

import static ai.gateway.dialect.responses.ResponsesStreams.CODEC;
import static ai.gateway.dialect.responses.ResponsesStreams.fold;
import static ai.gateway.dialect.responses.ResponsesStreams.read;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Streams of the API, as different servers send them. */
class ResponsesChatReaderTest {

    private static final String ITEM = "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"content\":["
            + "{\"type\":\"output_text\",\"text\":\"Hello\",\"annotations\":[{\"type\":\"url_citation\",\"url\":\"u\"}]}]}";
    private static final String LAST = "event: response.completed\ndata: {\"type\":\"response.completed\",\"response\":"
            + "{\"id\":\"resp_1\",\"model\":\"m\",\"created_at\":7,\"status\":\"completed\",\"output\":[" + ITEM
            + "],\"usage\":{\"input_tokens\":3,\"output_tokens\":2}}}\n\n";
    private static final String ADDED = "data: {\"type\":\"response.output_item.added\",\"output_index\":0,\"item\":"
            + "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"content\":[]}}\n\n";
    private static final String DONE =
            "data: {\"type\":\"response.output_item.done\",\"output_index\":0,\"item\":" + ITEM + "}\n\n";
    private static final String DELTA = "event: response.output_text.delta\n"
            + "data: {\"item_id\":\"other\",\"content_index\":0,\"delta\":\"Hel\"}\n\n";

    /** In pieces, in one of the wholes, or in all of them: said once. */
    @ParameterizedTest
    @ValueSource(
            strings = {"", DONE, ADDED + DONE, ADDED + DELTA, ADDED + DELTA + DONE, DELTA + DONE, DELTA + DONE + DELTA})
    void answerReader_howeverItIsTold_tellsItOnce(String before) {
        for (String lines : List.of(
                before + LAST, (": hi\n\ndata: {\"type\":\"keepalive\"}\n\n" + before + LAST).replace("\n", "\r\n"))) {
            AnswerFold fold = fold(read(lines));
            assertThat(fold.isEnded()).isTrue();
            Answer.Choice choice = fold.toAnswer().choices().get(0);
            assertThat(choice.content()).hasSize(1);
            assertThat(choice.content().get(0).flow()).isEqualTo("Hello");
            assertThat(((Content.Text) choice.content().get(0)).citations()).hasSize(1);
            assertThat(choice.finish()).isEqualTo(FinishReason.STOP);
            assertThat(fold.toAnswer().usage().total()).isEqualTo(5);
        }
    }

    @Test
    void answerReader_eventsOfABrokenOrder_areNoReasonToFail() {
        String[] types = {
            "response.output_text.delta",
            "response.function_call_arguments.delta",
            "response.output_text.annotation.added",
            "response.content_part.added",
            "response.output_item.done",
            "response.reasoning_summary_text.done",
            "response.created",
            "response.completed"
        };
        for (String value : List.of("1", "null", "[]", "{}", "\"x\"", "[{}]", "{\"type\":7}", "{\"output\":[1,{}]}")) {
            for (String type : types) {
                String frame = "{\"type\":\"" + type + "\",\"output_index\":" + value + ",\"item\":" + value
                        + ",\"delta\":" + value + ",\"part\":" + value + ",\"response\":" + value + "}";
                List<AnswerEvent> events = new ArrayList<>();
                AnswerReader reader = CODEC.answerReader(events::add);
                reader.frame("", Json.parse(frame.getBytes(UTF_8)));
                reader.frame(type, Json.parse(value.getBytes(UTF_8)));
                reader.end();
                CODEC.readAnswer(Json.parse(value.getBytes(UTF_8)), events::add);
                assertThat(fold(events).isEnded()).isTrue();
            }
        }
    }
}
