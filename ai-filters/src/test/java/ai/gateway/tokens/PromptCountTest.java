package ai.gateway.tokens;

import ai.gateway.exchange.Call;
import ai.gateway.exchange.Operation;
import ai.gateway.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What is counted of a request, and by whom. */
class PromptCountTest {

    private static final Call CHAT = Call.of("openai", Operation.CHAT, "/chat/completions");
    private static final Call RERANK = Call.of("cohere", Operation.RERANK, "/v2/rerank");
    private static final Tokenizers TOKENIZERS = new Tokenizers(Runnable::run);
    private static final String HELLO = "{'messages':[{'role':'user','content':'Hello, how are you?'}]}";

    @Test
    void near_tokeniserNotYetLoaded_isTheEstimateWithItsMargin() {
        List<Runnable> loading = new ArrayList<>();
        Tokenizers tokenizers = new Tokenizers(loading::add);
        PromptCount count = count(HELLO, "gpt-4o");

        assertThat(count.near(tokenizers)).isEqualTo(count.estimate() + count.estimate() / 8 + 8);
        assertThat(count.isExact(tokenizers)).isFalse();
        assertThat(loading).hasSize(1);

        loading.get(0).run();
        assertThat(count.isExact(tokenizers)).isTrue();
        assertThat(count.near(tokenizers)).isEqualTo(13);
    }

    @Test
    void near_modelWithoutTokeniser_loadsNone() {
        List<Runnable> loading = new ArrayList<>();
        assertThat(count(HELLO, "claude-sonnet-4-5").near(new Tokenizers(loading::add)))
                .isBetween(13L, 30L);
        assertThat(loading).isEmpty();
        assertThat(count(HELLO, "gpt-4o").near(Tokenizers.NONE)).isBetween(13L, 30L);
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-4o, 1024, 1024, '', 765",
        "gpt-4o, 1024, 1024, low, 85",
        "gpt-4o, 4096, 8192, '', 1105",
        "gpt-4o-mini, 60, 30, '', 8500",
        "gpt-4.1-mini, 1024, 1024, '', 1659",
        "claude-sonnet-4-5, 750, 1000, '', 1001",
        "gemini-2.5-flash, 384, 384, '', 258",
        "gemini-2.5-flash, 960, 540, '', 1548",
    })
    void estimate_picture_isWhatTheMakersPublish(String model, int width, int height, String detail, long tokens) {
        String url = "data:image/png;base64," + png(width, height);
        String part = "{'type':'image_url','image_url':{'url':'" + url + "','detail':'" + detail + "'}}";
        long with = count("{'messages':[{'role':'user','content':[" + part + "]}]}", model)
                .estimate();
        long without =
                count("{'messages':[{'role':'user','content':[]}]}", model).estimate();

        assertThat(with - without).isEqualTo(tokens);
    }

    @Test
    void bound_picture_isNotItsBase64() {
        String url = "data:image/png;base64," + png(64, 64) + "A".repeat(400_000);
        String body =
                "{'messages':[{'role':'user','content':[{'type':'image_url','image_url':{'url':'" + url + "'}}]}]}";
        assertThat(count(body, "gpt-4o").bound()).isBetween(1445L, 3000L);
        assertThat(count(body, "gpt-4o").isBig()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'input':'x','previous_response_id':'r'}",
                "{'messages':[],'tools':[{'type':'web_search_20250305','name':'web_search'}]}",
                "{'contents':[],'tools':[{'googleSearch':{}}]}",
                "{'contents':[],'cachedContent':'c'}",
                "{'messages':[{'role':'user','content':[{'type':'file','file':{'file_id':'f'}}]}]}",
            })
    void isOpen_whatOnlyTheProviderHas_isSaid(String body) {
        assertThat(count(body, "m").isOpen()).isTrue();
        assertThat(count(HELLO, "m").isOpen()).isFalse();
    }

    @Test
    void bound_ofAnyBytes_isNeverBelowTheTokenisers() {
        StringBuilder odd = new StringBuilder();
        for (int c = 0x100; c < 0xFFFF; c += 37) {
            odd.append(Character.isSurrogate((char) c) ? 'x' : (char) c);
        }
        PromptCount count = count("{'messages':[{'role':'user','content':'" + odd + "'}]}", "gpt-4");
        count.near(TOKENIZERS);
        assertThat(count.isExact(TOKENIZERS)).isTrue();
        assertThat(count.bound()).isGreaterThan(count.near(TOKENIZERS));
    }

    @Test
    void bound_ranking_readsTheQueryWithEachDocument() {
        Json body = json("{'query':'" + "q".repeat(100) + "','documents':['a','b','c']}");
        assertThat(PromptCount.of(RERANK, body, null, null).bound()).isGreaterThan(body.end() + 300L);
    }

    @Test
    void estimate_nothing_isNothing() {
        assertThat(PromptCount.of(CHAT, Json.MISSING, null, null).estimate()).isLessThan(10);
    }

    @ParameterizedTest
    @CsvSource({
        "openai, gpt-4o-mini-2024-07-18, 2833",
        "azure, GPT-4O, 85",
        "openrouter, openai/gpt-4.1, 85",
        "openai, o3, 75",
        "ollama, gpt-oss:20b, 1024",
    })
    void family_ofAModel_isFoundByItsName(String provider, String model, long low) {
        assertThat(Families.of(provider, model).vision().tokens(new Picture(10, 10), true))
                .isEqualTo(low);
    }

    @Test
    void family_llamaAtOllama_isNotFoundByTheProvidersName() {
        assertThat(Families.of("ollama", "qwen3").pieces()).containsExactly("qwen");
        assertThat(Families.all()).hasSizeGreaterThan(60);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | 1",
                "{'n':3} | 3",
                "{'n':2,'best_of':5} | 5",
                "{'n':-4} | 1",
                "{'n':99999999999} | 1000",
                "{'num_generations':2} | 2",
                "{'generationConfig':{'candidateCount':4}} | 4",
                "{'generation_config':{'candidate_count':4}} | 4",
            })
    void choices_ofABody_areTheMostThatItAsksFor(String body, long choices) {
        assertThat(Choices.of(json(body))).isEqualTo(choices);
    }

    private static PromptCount count(String body, String model) {
        return PromptCount.of(CHAT, json(body), null, model);
    }

    private static Json json(String body) {
        return Json.parse(body.replace('\'', '"').getBytes(UTF_8));
    }

    /** The first bytes of a picture. */
    private static String png(int width, int height) {
        byte[] head = new byte[48];
        byte[] magic = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H', 'D', 'R'};
        System.arraycopy(magic, 0, head, 0, magic.length);
        for (int i = 0; i < 4; i++) {
            head[16 + i] = (byte) (width >>> (24 - 8 * i));
            head[20 + i] = (byte) (height >>> (24 - 8 * i));
        }
        return Base64.getEncoder().encodeToString(head);
    }
}
