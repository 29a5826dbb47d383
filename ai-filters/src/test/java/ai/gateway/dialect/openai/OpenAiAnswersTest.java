package ai.gateway.dialect.openai;

import ai.gateway.dialect.AnswerReader;
import ai.gateway.dialect.AnswerWriter;
import ai.gateway.dialect.Asked;
import ai.gateway.dialect.ChatCodec;
import ai.gateway.exchange.Answer;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.AnswerFold;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Content.Source;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.FinishReason;
import ai.gateway.exchange.Modality;
import ai.gateway.exchange.Operation;
import ai.gateway.exchange.Seal;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Objects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Answers for clients of Chat Completions: what they cannot do without, and what they cannot take. */
class OpenAiAnswersTest {

    private static final ChatCodec CODEC = Objects.requireNonNull(new OpenAiDialect().chat());

    /** openai-java gives up at a piece of a call without one. */
    @ParameterizedTest
    @CsvSource({"false, '\"function\":{\"arguments\":\"\"}'", "true, '\"custom\":{\"input\":\"\"}'"})
    void answerWriter_ofASignedCall_hasAFunctionInEveryPiece(boolean custom, String empty) {
        AnswerWriter writer = CODEC.answerWriter(asked());
        writer.accept(new AnswerEvent.Began("id-1", "m-1", Usage.ABSENT, Extras.NONE));
        Content.ToolCall call = new Content.ToolCall("c1", "f", "", custom, null, Notes.NONE);
        writer.accept(new AnswerEvent.BlockBegan(0, 0, call));
        writer.take();

        writer.accept(new AnswerEvent.Sealed(0, 0, new Seal("gemini", "c2ln")));

        assertThat(new String(writer.take(), UTF_8))
                .contains("\"tool_calls\":[{\"index\":0," + empty
                        + ",\"extra_content\":{\"google\":{\"thought_signature\":\"c2ln\"}}}]");
    }

    /** openai-java gives up at a chunk without choices and without usage. */
    @Test
    void answerWriter_ofUnknownUsage_hasNoChunkForIt() {
        AnswerWriter writer = CODEC.answerWriter(asked());
        writer.accept(new AnswerEvent.Finished(0, FinishReason.CONTENT_FILTER, null, Extras.NONE));
        writer.accept(new AnswerEvent.Ended());

        assertThat(new String(writer.take(), UTF_8))
                .contains("\"finish_reason\":\"content_filter\"")
                .endsWith("data: [DONE]\n\n")
                .doesNotContain("\"choices\":[]");
    }

    @Test
    void answerWriter_ofASound_saysAllThatTheApiSaysOfOne() {
        Source bytes = new Source(Source.Kind.BASE64, "QUJD");
        Content.Media sound = new Content.Media(Modality.AUDIO, bytes, "audio/wav", null, Notes.NONE);
        Answer.Choice choice = new Answer.Choice(0, List.of(sound), FinishReason.STOP, null, null, Extras.NONE);
        Answer answer = new Answer("id-1", "m-1", 0, List.of(choice), Usage.NONE, Extras.NONE, Extras.NONE);

        assertThat(new String(CODEC.writeAnswer(answer, asked()), UTF_8))
                .contains("\"data\":\"QUJD\",\"expires_at\":0,\"transcript\":\"\"}");
    }

    /** As Perplexity has it. */
    @Test
    void answerReader_ofAMessageAndADelta_takesTheOneThatIsMeant() {
        String both = """
                {"id":"i","model":"m","choices":[{"index":0,"finish_reason":"stop","delta":{"content":"%s"},
                 "message":{"role":"assistant","content":"%s"}}]}""";
        AnswerFold whole = new AnswerFold();
        AnswerFold pieces = new AnswerFold();

        CODEC.readAnswer(Json.parse(both.formatted("", "told").getBytes(UTF_8)), whole);
        AnswerReader reader = CODEC.answerReader(pieces);
        reader.frame("", Json.parse(both.formatted("told", "told so far").getBytes(UTF_8)));
        reader.end();

        assertThat(whole.toAnswer().choices().get(0).content()).isEqualTo(List.of(Content.Text.of("told")));
        assertThat(pieces.toAnswer().choices().get(0).content()).isEqualTo(List.of(Content.Text.of("told")));
    }

    private static Asked asked() {
        Call call = Call.of("openai", Operation.CHAT, "/chat/completions");
        Json body = Json.parse("""
                {"model":"m","stream":true,"stream_options":{"include_usage":true},"messages":[{"role":"user","content":"x"}]}
                """.getBytes(UTF_8));
        return new Asked(call, CODEC.readRequest(call, body), "gemini", "req-1", 0);
    }
}
