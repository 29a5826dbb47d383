package ai.gateway.dialect;

import ai.gateway.exchange.AiException;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Operation;
import ai.gateway.wire.Json;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Chats as those providers take them who follow OpenAI in most things, but not in all. */
class AccentsTest {

    private static final Call CALL = Call.of("openai", Operation.CHAT, "/chat/completions");
    private static final ChatCodec OPENAI = Carried.codec(Spoken.dialect("openai"));

    private static ChatRequest read(String body) {
        return OPENAI.readRequest(CALL, Json.parse(body.getBytes(UTF_8)));
    }

    private static JsonNode body(ChatCall call) {
        return new JsonMapper().readTree(call.body());
    }

    @Test
    void writeRequest_forMistral_hasNeitherNamesNorCustomToolsNorBareFunctions() {
        ChatCall written = OPENAI.writeRequest(read("""
                {"model":"m","messages":[
                   {"role":"user","name":"Ann","content":[
                     {"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,AA=="}}]},
                   {"role":"assistant","content":null,"tool_calls":[
                     {"id":"abcdefghi","type":"custom","custom":{"name":"sh","input":"ls"}}]}],
                 "tools":[{"type":"custom","custom":{"name":"sh"}},{"type":"function","function":{"name":"f"}}],
                 "tool_choice":{"type":"custom","custom":{"name":"sh"}}}"""), KnownTraits.of("mistral"));

        JsonNode body = body(written);
        assertThat(body.at("/messages/0").has("name")).isFalse();
        assertThat(body.at("/messages/0/content/0/document_url").asString())
                .isEqualTo("data:application/pdf;base64,AA==");
        assertThat(body.at("/messages/1/tool_calls/0/function/arguments").asString())
                .isEqualTo("{\"input\":\"ls\"}");
        assertThat(body.at("/tools/0/function/parameters/properties").has("input"))
                .isTrue();
        assertThat(body.at("/tools/1/function/parameters/type").asString()).isEqualTo("object");
        assertThat(body.at("/tool_choice/function/name").asString()).isEqualTo("sh");
    }

    @Test
    void writeRequest_forDeepSeek_leavesPicturesOutAndTellsSo() {
        ChatCall written = OPENAI.writeRequest(read("""
                {"model":"m","messages":[{"role":"user","content":[
                   {"type":"image_url","image_url":{"url":"https://example.com/a.png"}}]}]}"""), KnownTraits.of("deepseek"));

        assertThat(written.dropped()).containsExactly("messages.image_url");
        assertThat(body(written).at("/messages/0/content").asString()).isEmpty();
    }

    @Test
    void readRequest_choiceAmongNothing_saysWhere() {
        assertThatThrownBy(() -> read("""
                {"model":"m","messages":[],"tool_choice":{"type":"allowed_tools","allowed_tools":{"tools":[{}]}}}"""))
                .isInstanceOfSatisfying(
                        AiException.class,
                        wrong -> assertThat(wrong.failure().param())
                                .isEqualTo("/tool_choice/allowed_tools/tools/0/function"));
    }
}
