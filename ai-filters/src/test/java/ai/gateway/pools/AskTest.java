package ai.gateway.pools;

import ai.gateway.condition.Condition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/** What conditions may ask about, in all dialects; and by what requests are told apart. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AskTest {

    private static final String RICH = "stream and tools and schema and vision and max_output == 77 and model == m1"
            + " and operation == chat and tokens > 8 and tokens < 20";
    private static final String PLAIN = "not stream and not tools and not schema and not vision and not audio"
            + " and not files and not exists(max_output) and not exists(user) and not exists(metadata.team) and tokens < 5";

    private Asked asked;

    @BeforeAll
    void start() {
        asked = new Asked();
    }

    @AfterAll
    void stop() {
        asked.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            /v1/chat/completions | dialect == openai and audio and files and user == u1 and metadata.team == red | {'model':'m1','stream':true,'max_tokens':77,'user':'u1','metadata':{'team':'red'},'tools':[{'type':'function','function':{'name':'f','parameters':{'type':'object'}}}],'response_format':{'type':'json_schema','json_schema':{'name':'n','schema':{}}},'messages':[{'role':'user','content':[{'type':'text','text':'one two three four five six seven eight nine ten'},{'type':'image_url','image_url':{'url':'data:image/png;base64,AA=='}},{'type':'input_audio','input_audio':{'data':'AA==','format':'wav'}},{'type':'file','file':{'file_data':'data:application/pdf;base64,AA=='}}]}]}
            /v1/responses | dialect == responses and files and user == u1 and metadata.team == red | {'model':'m1','stream':true,'max_output_tokens':77,'safety_identifier':'u1','metadata':{'team':'red'},'tools':[{'type':'function','name':'f','parameters':{'type':'object'}}],'text':{'format':{'type':'json_schema','name':'n','schema':{}}},'input':[{'role':'user','content':[{'type':'input_text','text':'one two three four five six seven eight nine ten'},{'type':'input_image','image_url':'data:image/png;base64,AA=='},{'type':'input_file','file_data':'data:application/pdf;base64,AA=='}]}]}
            /v1/messages | dialect == anthropic and files and user == u1 and metadata.user_id == u1 | {'model':'m1','stream':true,'max_tokens':77,'metadata':{'user_id':'u1'},'tools':[{'name':'f','input_schema':{'type':'object'}}],'output_config':{'format':{'type':'json_schema','schema':{}}},'messages':[{'role':'user','content':[{'type':'text','text':'one two three four five six seven eight nine ten'},{'type':'image','source':{'type':'base64','media_type':'image/png','data':'AA=='}},{'type':'document','source':{'type':'base64','media_type':'application/pdf','data':'AA=='}}]}]}
            /v1beta/models/m1:streamGenerateContent | dialect == gemini and audio and files | {'generationConfig':{'maxOutputTokens':77,'responseMimeType':'application/json','responseSchema':{'type':'OBJECT'}},'tools':[{'functionDeclarations':[{'name':'f'}]}],'contents':[{'role':'user','parts':[{'text':'one two three four five six seven eight nine ten'},{'inlineData':{'mimeType':'image/png','data':'AA=='}},{'inlineData':{'mimeType':'audio/wav','data':'AA=='}},{'inlineData':{'mimeType':'application/pdf','data':'AA=='}}]}]}
            /model/m1/converse-stream | dialect == bedrock and files and metadata.team == red | {'inferenceConfig':{'maxTokens':77},'requestMetadata':{'team':'red'},'toolConfig':{'tools':[{'toolSpec':{'name':'f','inputSchema':{'json':{}}}}]},'outputConfig':{'textFormat':{'type':'json_schema'}},'messages':[{'role':'user','content':[{'text':'one two three four five six seven eight nine ten'},{'image':{'format':'png','source':{'bytes':'AA=='}}},{'document':{'format':'pdf','name':'d','source':{'bytes':'AA=='}}}]}]}
            /v2/chat | dialect == cohere | {'model':'m1','stream':true,'max_tokens':77,'tools':[{'type':'function','function':{'name':'f','parameters':{'type':'object'}}}],'response_format':{'type':'json_object','json_schema':{'type':'object'}},'messages':[{'role':'user','content':[{'type':'text','text':'one two three four five six seven eight nine ten'},{'type':'image_url','image_url':{'url':'data:image/png;base64,AA=='}}]}]}
            /api/chat | dialect == ollama | {'model':'m1','stream':true,'options':{'num_predict':77},'tools':[{'type':'function','function':{'name':'f','parameters':{'type':'object'}}}],'format':{'type':'object'},'messages':[{'role':'user','content':'one two three four five six seven eight nine ten','images':['AA==']}]}
            """)
    void test_richRequest_holdsWhatItAsksFor(String path, String condition, String body) {
        Ask ask = asked.post(path, body).ask();

        for (String part : (RICH + " and " + condition).split(" and ", -1)) {
            assertThat(holds(part, ask)).as(part).isTrue();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            /v1/chat/completions               | {'model':'m1','messages':[{'role':'user','content':'hi there'}]}
            /v1/responses                      | {'model':'m1','input':'hi there'}
            /v1beta/models/m1:generateContent  | {'contents':[{'role':'user','parts':[{'text':'hi there'}]}]}
            /model/m1/converse                 | {'messages':[{'role':'user','content':[{'text':'hi there'}]}]}
            /v2/chat                           | {'model':'m1','messages':[{'role':'user','content':'hi there'}]}
            /api/chat                          | {'model':'m1','stream':false,'messages':[{'role':'user','content':'hi there'}]}
            """)
    void test_plainRequest_holdsNothing(String path, String body) {
        Ask ask = asked.post(path, body).ask();

        for (String part : PLAIN.split(" and ", -1)) {
            assertThat(holds(part, ask)).as(part).isTrue();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            /v1/embeddings            | operation == embeddings and tokens == 1  | {'model':'m','input':'hello'}
            /v1/messages/count_tokens | operation == count-tokens                | {'model':'m','messages':[{'role':'user','content':'hi'}]}
            /v1/images/generations    | operation == image and not vision        | {'model':'m','prompt':'a cat'}
            /v2/rerank                | operation == rerank and not tools        | {'model':'m','query':'q','documents':['d']}
            """)
    void test_otherOperations_areTold(String path, String condition, String body) {
        assertThat(holds(condition, asked.post(path, body).ask())).isTrue();
    }

    @Test
    void test_headersAndTags_areThoseOfTheRequest() {
        Ask ask = asked.post(Asked.CHAT, "{'model':'m','messages':[]}", "X-Team: red", "X-Key-Tags: silver , gold,")
                .ask();

        assertThat(holds("header.x-team == red and tags contains gold and tags contains silver", ask))
                .isTrue();
        assertThat(holds("tags contains bronze or exists(header.x-other)", ask)).isFalse();
        assertThat(holds("exists(tags)", asked.chat("x").ask())).isFalse();
    }

    @Test
    void test_route_isTheOneThatMatched() {
        Asked.One one = asked.chat("x");
        assertThat(holds("exists(route)", one.ask())).isFalse();

        one.exchange()
                .getAttributes()
                .put(
                        ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR,
                        Route.async()
                                .id("llm")
                                .uri(URI.create("ai://p"))
                                .predicate(exchange -> true)
                                .build());
        assertThat(holds("route == llm", one.ask())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'user':'u-7'", "'safety_identifier':'u-7'", "'metadata':{'user_id':'u-7'}"})
    void identity_user_isWhoTheClientSays(String member) {
        Ask ask = asked.post(Asked.CHAT, "{'model':'m'," + member + ",'messages':[]}")
                .ask();
        assertThat(ask.identity(by(Pool.By.Kind.USER))).isEqualTo("u-7");
    }

    @Test
    void identity_userUnknown_isTheClient() {
        Ask ask = asked.chat("x").ask();
        assertThat(ask.identity(by(Pool.By.Kind.USER))).isEqualTo("127.0.0.1");
        assertThat(ask.identity(by(Pool.By.Kind.CLIENT))).isEqualTo("127.0.0.1");
    }

    /** As Spring has it where it heeds what a proxy forwards. */
    @Test
    void identity_forwardedClient_needNotBeResolved() {
        Asked.One one = asked.chat("x");
        Ask ask = new Ask(
                one.exchange()
                        .mutate()
                        .request(request -> request.remoteAddress(InetSocketAddress.createUnresolved("203.0.113.9", 0)))
                        .build(),
                one.ai());

        assertThat(ask.identity(by(Pool.By.Kind.CLIENT))).isEqualTo("203.0.113.9");
    }

    @Test
    void identity_header_isItsValueOrNothing() {
        Pool.By by = new Pool.By(Pool.By.Kind.HEADER, "x-session");
        Asked.One one = asked.chat("x");

        assertThat(one.with("X-Session", "s1").identity(by)).isEqualTo("s1");
        assertThat(one.ask().identity(by)).isNull();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            /v1/chat/completions | {'model':'m','messages':[{'role':'system','content':'S'},{'role':'user','content':'Q1'}%s]} | ,{'role':'assistant','content':'A1'},{'role':'user','content':'Q2'}
            /v1/responses | {'model':'m','instructions':'S','input':[{'role':'user','content':'Q1'}%s]} | ,{'role':'assistant','content':'A1'},{'role':'user','content':'Q2'}
            /v1/messages | {'model':'m','max_tokens':5,'system':'S','messages':[{'role':'user','content':'Q1'}%s]} | ,{'role':'assistant','content':'A1'},{'role':'user','content':'Q2'}
            /v1beta/models/m:generateContent | {'systemInstruction':{'parts':[{'text':'S'}]},'contents':[{'role':'user','parts':[{'text':'Q1'}]}%s]} | ,{'role':'model','parts':[{'text':'A1'}]},{'role':'user','parts':[{'text':'Q2'}]}
            /model/m/converse | {'system':[{'text':'S'}],'messages':[{'role':'user','content':[{'text':'Q1'}]}%s]} | ,{'role':'assistant','content':[{'text':'A1'}]},{'role':'user','content':[{'text':'Q2'}]}
            /v2/chat | {'model':'m','messages':[{'role':'system','content':'S'},{'role':'user','content':'Q1'}%s]} | ,{'role':'assistant','content':'A1'},{'role':'user','content':'Q2'}
            /api/chat | {'model':'m','messages':[{'role':'system','content':'S'},{'role':'user','content':'Q1'}%s]} | ,{'role':'assistant','content':'A1'},{'role':'user','content':'Q2'}
            """)
    void identity_conversation_staysTheSameWithItsTurns(String path, String body, String more) {
        Pool.By by = by(Pool.By.Kind.CONVERSATION);
        String first = asked.post(path, body.formatted("")).ask().identity(by);

        assertThat(first).isNotNull();
        assertThat(asked.post(path, body.formatted(more)).ask().identity(by)).isEqualTo(first);
        assertThat(asked.post(path, body.formatted("").replace("Q1", "Q9"))
                        .ask()
                        .identity(by))
                .isNotEqualTo(first);
        assertThat(asked.post(path, body.formatted("").replace("'S'", "'T'"))
                        .ask()
                        .identity(by))
                .isNotEqualTo(first);
    }

    @Test
    void identity_conversationWithoutWords_isNone() {
        Ask ask = asked.post(
                        Asked.CHAT,
                        "{'model':'m','messages':[{'role':'user','content':[{'type':'image_url','image_url':{'url':'https://x/y'}}]}]}")
                .ask();
        assertThat(ask.identity(by(Pool.By.Kind.CONVERSATION))).isNull();
    }

    @Test
    void tokensAtMost_anyText_isNotLess() {
        Random random = new Random(7);
        for (int round = 0; round < 60; round++) {
            StringBuilder text = new StringBuilder();
            int kind = random.nextInt(4);
            for (int i = 0; i < 200; i++) {
                text.appendCodePoint(
                        switch (kind) {
                            case 0 -> 'a' + random.nextInt(26);
                            case 1 -> 0x4E00 + random.nextInt(5000);
                            case 2 -> 0x1F600 + random.nextInt(60);
                            default -> 0x3A + random.nextInt(20);
                        });
            }
            Ask ask = asked.chat(text.toString().replace("\\", "")).ask();
            assertThat(ask.tokensAtMost()).as("seed 7, round " + round).isGreaterThanOrEqualTo(ask.tokens());
            assertThat(ask.tokens()).isPositive();
        }
    }

    private static Pool.By by(Pool.By.Kind kind) {
        return new Pool.By(kind, "");
    }

    private static boolean holds(String condition, Ask ask) {
        return Condition.parse(condition, Ask.VOCABULARY).test(ask);
    }
}
