package ai.gateway.cache;

import ai.gateway.dialect.ChatKit;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.semantic.Alikeness;
import ai.gateway.testing.Recordings;
import ai.gateway.wire.Json;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What may be looked up by what it means, and among which questions. */
class MeaningTest {

    private static final String ASKED = "What is the capital of France?";

    private static ChatRequest chat(String messages, String more) {
        return read("{'model':'m','messages':[" + messages + "]" + more + "}");
    }

    private static ChatRequest read(String json) {
        return ChatKit.openAi(json.replace('\'', '"'));
    }

    private static String user(String text) {
        return "{'role':'user','content':'" + text + "'}";
    }

    private static Semantic rules(int maxTurns) {
        return new Semantic(Semantic.Mode.ON, Alikeness.FAQ, Double.NaN, maxTurns, 1);
    }

    private static String partition(ChatRequest chat) {
        return Meaning.partition(new Print(), chat);
    }

    @Test
    void of_plainQuestion_isItsText() {
        assertThat(Meaning.of(chat(user(ASKED), ""), rules(1))).isEqualTo(new Meaning(ASKED, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tools       | ,'tools':[{'type':'function','function':{'name':'f'}}]",
                "temperature | ,'temperature':1.1",
                "choices     | ,'n':2"
            })
    void of_requestWhoseAnswerIsNobodyElses_tellsWhy(String reason, String more) {
        assertThat(Meaning.of(chat(user(ASKED), more), rules(1))).isEqualTo(new Meaning(null, reason));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'role':'user','content':[{'type':'text','text':'What is it?'},"
                        + "{'type':'image_url','image_url':{'url':'http://a/b.png'}}]}",
                "{'role':'user','content':[{'type':'text','text':'What is it?'},{'type':'text','text':'And that?'}]}",
                "{'role':'user','content':'What is it?'},{'role':'assistant','content':'It is'}",
                "{'role':'system','content':'What is it?'}"
            })
    void of_whatIsNoPlainQuestionAtTheEnd_tellsThat(String messages) {
        assertThat(Meaning.of(chat(messages, ""), rules(9))).isEqualTo(new Meaning(null, "content"));
    }

    @Test
    void of_moreTurnsThanTheRouteAllows_tellsThat() {
        ChatRequest chat = chat(user("Hello there") + ",{'role':'assistant','content':'Hello'}," + user(ASKED), "");

        assertThat(Meaning.of(chat, rules(1))).isEqualTo(new Meaning(null, "turns"));
        assertThat(Meaning.of(chat, rules(2))).isEqualTo(new Meaning(ASKED, null));
    }

    @ParameterizedTest
    @CsvSource({"my, Where is my parcel?", "time, What is the weather today?", "non_latin, วันนี้อากาศเป็นอย่างไร"})
    void of_textThatIsNotSuited_tellsWhy(String reason, String text) {
        assertThat(Meaning.of(chat(user(text), ""), rules(1))).isEqualTo(new Meaning(null, reason));
    }

    @Test
    void partition_onlyTheQuestionDiffers_isTheSame() {
        assertThat(partition(chat(user("Is it far?"), ""))).isEqualTo(partition(chat(user(ASKED), ",'stream':true")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'model':'m','messages':[{'role':'system','content':'Be brief'},{'role':'user','content':'Why?'}]}",
                "{'model':'m','messages':[{'role':'user','name':'ann','content':'Why?'}]}",
                "{'model':'m','messages':[{'role':'user','content':'Why?'}],'max_tokens':7}",
                "{'model':'m','messages':[{'role':'user','content':'Why?'}],'temperature':0.5}",
                "{'model':'m','messages':[{'role':'user','content':'Why?'}],'response_format':{'type':'json_object'}}"
            })
    void partition_anythingElseDiffers_isAnother(String json) {
        assertThat(partition(read(json))).isNotEqualTo(partition(chat(user("Why?"), "")));
    }

    /** The same words at the end of another conversation are another question. */
    @ParameterizedTest
    @ValueSource(ints = {1, 20})
    void conversations_thatEndInTheSameWords_neverMeet(int maxTurns) throws IOException {
        Path file = Recordings.shared().resolve("semantic/conversations.jsonl");
        Assumptions.assumeTrue(Files.isRegularFile(file), "no conversations: " + file + " is not a file");
        List<String> lines = Files.readAllLines(file);
        int apart = 0;
        for (String line : lines) {
            Json pair = Json.parse(line.getBytes(UTF_8));
            ChatRequest one = conversation(pair.get("a"));
            ChatRequest other = conversation(pair.get("b"));
            boolean exactOnly = Meaning.of(one, rules(maxTurns)).text() == null
                    || Meaning.of(other, rules(maxTurns)).text() == null;
            apart += exactOnly || !partition(one).equals(partition(other)) ? 1 : 0;
            assertThat(exactOnly && maxTurns > 1).as(line).isFalse();
        }
        assertThat(lines).hasSize(35);
        assertThat(apart).isEqualTo(35);
    }

    private static ChatRequest conversation(Json messages) {
        return ChatKit.openAi("{\"model\":\"m\",\"messages\":" + new String(messages.toBytes(), UTF_8) + "}");
    }
}
