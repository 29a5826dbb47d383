package ai.gateway.app.keys;

import ai.gateway.testing.Answer;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.RawHttp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What may be asked with a key: models, providers, operations, routes, from where, and by which key of a provider. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith({LeakCheck.class, BlockingCheck.class})
class RightsTest {

    private KeysBench bench;

    /** The value of a key, for its name. */
    private static String of(String name) {
        return "sk-" + name + "-0123456789abcdef";
    }

    private static String key(String name, String more) {
        return "- { name: " + name + ", value: " + of(name) + ", " + more + " }\n";
    }

    @BeforeAll
    void start() {
        String keys = "keys:\n"
                + key("models", "models: [ 'whole/gpt-*', quick, only-whole ]")
                + key("providers", "providers: [ whole ]")
                + key("chats", "operations: [ chat ]")
                + key("routes", "routes: [ llm ]")
                + key("near", "addresses: [ '127.0.0.0/8', '::1' ]")
                + key("far", "addresses: [ 10.0.0.0/8 ]")
                + key("cool", "defaults: 'temperature=0.25, seed=7', overrides: '{\"store\":false}'")
                + key("own", "provider-keys: { whole: alices-own-secret, flaky: not-good-any-more }")
                + "models: { quick: other/m, slow: other/m }\n"
                + "pools:\n"
                + "  mixed: { strategy: ordered, targets: [ other/m, whole/gpt-1 ] }\n"
                + "  others: { targets: [ other/m, other/n ] }\n"
                + "  only-whole: { targets: [ whole/m ] }\n"
                + "  flaky-first: { strategy: ordered, targets: [ flaky/m, other/m ] }\n";
        bench = new KeysBench(
                keys,
                KeysBench.route(
                                "proxied",
                                "/proxied/**",
                                "ai://auto",
                                "StripPrefix=1",
                                "{ name: AiKey, args: { proxies: 1 } }")
                        + KeysBench.route("place", "/place/**", "PLACE", "AiKey")
                        + KeysBench.route("by-name", "/by-name/**", "ai://mixed", "StripPrefix=1", "AiKey")
                        + KeysBench.route("whole", "/whole/**", "ai://whole", "StripPrefix=1", "AiKey")
                        + KeysBench.route(
                                "fallback", "/fallback/**", "ai://auto", "StripPrefix=1", "AiKey", "AiFallback=other/m")
                        + KeysBench.route("llm", KeysBench.PATHS, "ai://auto", "AiKey"));
    }

    @AfterAll
    void stop() {
        bench.close();
    }

    private Answer ask(String path, String model, String name, String... headers) {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 1);
        all[headers.length] = "x-api-key: " + of(name);
        return RawHttp.post(bench.gateway.port(), path + KeysBench.CHAT, KeysBench.chat(model), all);
    }

    private static void assertDenied(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
        assertThat(answer.text()).contains("\"code\":\"not_permitted\"");
    }

    @ParameterizedTest
    @CsvSource({
        "models, whole/gpt-1, 200",
        "models, whole/m, 403",
        "models, other/gpt-1, 403",
        "models, quick, 200",
        "models, slow, 403",
        "models, other/m, 403",
        "models, mixed, 200",
        "models, others, 403",
        "models, only-whole, 200",
        "providers, whole/m, 200",
        "providers, other/m, 403",
        "providers, quick, 403",
        "providers, mixed, 200",
        "providers, others, 403"
    })
    void ask_model_isAnsweredOrDenied(String key, String model, int status) {
        Answer answer = ask("", model, key);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        if (status == 403) {
            assertDenied(answer);
        }
    }

    @Test
    void ask_pool_forbiddenTargetsAreLeftOut() {
        Answer answer = ask("", "mixed", "models");
        assertThat(answer.header("x-ai-provider")).isEqualTo("whole");
        assertThat(ask("", "mixed", "chats").header("x-ai-provider")).isEqualTo("other");
        assertThat(ask("/by-name", "whatever", "models").header("x-ai-provider"))
                .isEqualTo("whole");
        assertThat(ask("", "others", "models").text()).contains("other/m: not permitted; other/n: not permitted");
    }

    @Test
    void ask_fallback_doesNotGoWhereTheKeyMayNot() {
        Answer denied = ask("/fallback", "slow", "models");
        assertDenied(denied);
        assertThat(ask("/fallback", "other/x", "providers").status()).isEqualTo(403);
        assertThat(ask("/fallback", "whole/x", "providers").header("x-ai-provider"))
                .isEqualTo("whole");
    }

    @Test
    void ask_ordinaryUri_byTheModelThatIsNamed() {
        assertDenied(post("/place/chat/completions", "m", "models"));
        assertDenied(post("/place/chat/completions", "whole/gpt-1x", "providers"));
        assertThat(post("/place/chat/completions", "whole/gpt-1", "models").status())
                .isEqualTo(200);
        assertThat(post("/place/chat/completions", "m", "chats").status()).isEqualTo(200);
    }

    private Answer post(String path, String model, String name) {
        return RawHttp.post(bench.gateway.port(), path, KeysBench.chat(model), "x-api-key: " + of(name));
    }

    @Test
    void ask_operationAndRoute_areDeniedAtTheDoor() {
        Answer answer = RawHttp.post(
                bench.gateway.port(),
                "/v1/embeddings",
                "{\"model\":\"whole/m\",\"input\":\"x\"}",
                "x-api-key: " + of("chats"));
        assertDenied(answer);
        assertThat(answer.text()).contains("operation: embeddings is not for key chats (expected: one of [chat])");
        assertDenied(ask("/fallback", "whole/m", "routes"));
        assertThat(ask("", "whole/m", "routes").status()).isEqualTo(200);
    }

    @Test
    void ask_denied_isToldAsTheDialectDoes() {
        Answer answer = RawHttp.post(
                bench.gateway.port(),
                "/v1/messages",
                "{\"model\":\"other/m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
                "anthropic-version: 2023-06-01",
                "x-api-key: " + of("models"));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).contains("\"type\":\"permission_error\"");
    }

    @Test
    void ask_address_isTheConnectionsOwnUnlessAProxyIsTrusted() {
        assertThat(ask("", "whole/m", "near").status()).isEqualTo(200);
        assertDenied(ask("", "whole/m", "far"));
        assertDenied(ask("", "whole/m", "far", "X-Forwarded-For: 10.1.2.3"));
        assertThat(ask("/proxied", "whole/m", "far", "X-Forwarded-For: 10.1.2.3")
                        .status())
                .isEqualTo(200);
        assertDenied(ask("/proxied", "whole/m", "far", "X-Forwarded-For: 10.1.2.3, 192.168.0.1"));
        assertDenied(ask("/proxied", "whole/m", "near", "X-Forwarded-For: 10.1.2.3"));
        assertDenied(ask("/proxied", "whole/m", "far", "X-Forwarded-For: somewhere.invalid"));
    }

    @Test
    void models_list_isOfWhatMayBeAsked() {
        assertThat(ids(bench.get("/v1/models", of("models"))))
                .contains("\"mixed\"", "\"only-whole\"", "\"quick\"", "\"whole/gpt-big\"")
                .doesNotContain("\"others\"", "\"slow\"", "\"whole/m\"", "\"other/");
        assertThat(ids(bench.get("/v1/models", of("providers"))))
                .contains("\"mixed\"", "\"only-whole\"", "\"whole/m\"")
                .doesNotContain("\"quick\"", "\"other/");
        assertThat(ids(bench.get("/v1/models", of("near")))).contains("\"others\"", "\"slow\"", "\"other/m\"");
        assertThat(bench.get("/v1/models/other%2Fm", of("models")).status()).isEqualTo(404);
    }

    @Test
    void models_listOfOneProvider_isOfWhatMayBeAsked() {
        Answer answer = bench.get("/whole/v1/models", of("models"));
        assertThat(ids(answer)).contains("\"gpt-big\"").doesNotContain("\"m\"");
        assertThat(ids(bench.get("/whole/v1/models", of("near")))).contains("\"m\"", "\"gpt-big\"");
    }

    private static String ids(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.text();
    }

    @Test
    void ask_parameters_areFilledInAndForced() {
        String body = "{\"model\":\"whole/m\",\"temperature\":1,\"store\":true,"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        Answer answer = RawHttp.post(bench.gateway.port(), KeysBench.CHAT, body, "Authorization: Bearer " + of("cool"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(bench.last("whole").text())
                .contains("\"temperature\":1,", "\"seed\":7", "\"store\":false")
                .doesNotContain("0.25");
        RawHttp.post(
                bench.gateway.port(),
                "/v1/embeddings",
                "{\"model\":\"whole/m\",\"input\":\"x\"}",
                "Authorization: Bearer " + of("cool"));
        assertThat(bench.last("whole").text()).isEqualTo("{\"model\":\"m\",\"input\":\"x\"}");
    }

    @Test
    void ask_ownKeyIsRefused_theGatewaysIsNotLeftAloneForIt() {
        Answer answer = ask("", "flaky-first", "own");
        assertThat(answer.header("x-ai-provider")).as(answer.text()).isEqualTo("other");
        assertThat(bench.last("flaky").headers("authorization")).containsExactly("Bearer not-good-any-more");
        assertThat(ask("", "flaky-first", "near").header("x-ai-provider")).isEqualTo("flaky");
        assertThat(bench.last("flaky").headers("authorization")).containsExactly("Bearer gateways-own-flaky");
    }

    @Test
    void ask_withAKeyOfItsOwn_itsProviderGetsThatAndOthersDoNot() {
        assertThat(ask("", "whole/m", "own").status()).isEqualTo(200);
        assertThat(bench.last("whole").headers("authorization")).containsExactly("Bearer alices-own-secret");
        assertThat(ask("", "only-whole", "own").status()).isEqualTo(200);
        assertThat(bench.last("whole").headers("authorization")).containsExactly("Bearer alices-own-secret");
        assertThat(ask("", "other/m", "own").status()).isEqualTo(200);
        assertThat(bench.last("other").headers("authorization")).containsExactly("Bearer gateways-own-other");
        assertThat(ask("", "whole/m", "near").status()).isEqualTo(200);
        assertThat(bench.last("whole").headers("authorization")).containsExactly("Bearer gateways-own-whole");
    }
}
