package ai.gateway.app.mask;

import ai.gateway.app.GatewayApp;
import ai.gateway.app.standin.StandIn;
import ai.gateway.app.standin.StandInSettings;
import ai.gateway.app.translate.Asking;
import ai.gateway.app.translate.Asking.Answered;
import ai.gateway.app.translate.OneDialectEach;
import ai.gateway.dialect.Dialects;
import ai.gateway.exchange.ChatRequest.Streaming;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Tool;
import ai.gateway.testing.Answer;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a client writes, the provider reads without what is hidden, and the client gets its answer as if it were not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith({LeakCheck.class, BlockingCheck.class})
class MaskTest {

    private static final String ALICE = "alice.smith@corp.example";
    private static final String CARD = "4111 1111 1111 1111";
    private static final String SAID =
            "Write to " + ALICE + ", then to bob@corp.example and " + ALICE + "; charge " + CARD + ".";
    private static final String HIDDEN = "Write to <EMAIL_1>, then to <EMAIL_2> and <EMAIL_1>; charge <CREDIT_CARD_1>.";
    private static final Tool MAIL = new Tool(
            Tool.Kind.FUNCTION,
            "mail",
            "Sends a mail",
            "{\"type\":\"object\",\"properties\":{\"to\":{\"type\":\"string\"}}}",
            null,
            Content.Notes.NONE);

    private StandIn standIn;
    private RunningGateway gateway;

    @BeforeAll
    void start() {
        standIn = StandIn.start(new StandInSettings(0, Duration.ZERO, Duration.ZERO, 1, 0, true, null));
        gateway = RunningGateway.start(
                GatewayApp.class,
                "ai.gateway:\n  stand-in.enabled: off\n"
                        + "  mask.secret: a-secret-of-16-and-more\n  providers:\n"
                        + OneDialectEach.yaml(standIn.baseUrl(), OneDialectEach.ALL)
                        + """
                spring.cloud.gateway.server.webflux.routes:
                - { id: keep, uri: "ai://auto", predicates: [ "Path=/keep/**" ], filters: [ StripPrefix=1, { name: AiMask, args: { entities: "EMAIL, CREDIT_CARD", mode: keep } } ] }
                - { id: redact, uri: "ai://auto", predicates: [ "Path=/redact/**" ], filters: [ StripPrefix=1, { name: AiMask, args: { entities: EMAIL, mode: redact } } ] }
                - { id: synthetic, uri: "ai://auto", predicates: [ "Path=/synthetic/**" ], filters: [ StripPrefix=1, { name: AiMask, args: { entities: "EMAIL, CREDIT_CARD, IBAN, IP, MAC, PHONE", mode: synthetic } } ] }
                - { id: block, uri: "ai://auto", predicates: [ "Path=/block/**" ], filters: [ StripPrefix=1, { name: AiMask, args: { entities: "EMAIL, SECRET", mode: block } } ] }
                - { id: dry, uri: "ai://auto", predicates: [ "Path=/dry/**" ], filters: [ StripPrefix=1, { name: AiMask, args: { entities: EMAIL, mode: block, dry-run: true } } ] }
                - { id: answers, uri: "ai://auto", predicates: [ "Path=/answers/**" ], filters: [ StripPrefix=1, { name: AiMask, args: { entities: EMAIL, answers: true } } ] }
                - { id: talk, uri: "ai://auto", predicates: [ "Path=/talk/**" ], filters: [ StripPrefix=1, { name: AiMask, args: { entities: EMAIL, conversation: true, mode: keep } } ] }
                - { id: cached, uri: "ai://auto", predicates: [ "Path=/cached/**" ], filters: [ StripPrefix=1, AiMask=EMAIL, { name: AiCache, args: { sharing: everyone } } ] }
                - { id: own, uri: "ai://auto", predicates: [ "Path=/own/**" ], filters: [ StripPrefix=1, { name: AiMask, args: { words: [ { name: project, words: [ "Blue Heron" ] } ], patterns: [ { name: TICKET, pattern: "TCK-[0-9]{4}" } ] } } ] }
                - { id: pictures, uri: "ai://auto", predicates: [ "Path=/pictures/**" ], filters: [ StripPrefix=1, { name: AiMask, args: { entities: EMAIL, unread: pass } } ] }
                - { id: all, uri: "ai://auto", predicates: [ "Path=/**" ], filters: [ "AiMask=EMAIL, CREDIT_CARD" ] }
                """);
    }

    @AfterAll
    void stop() {
        gateway.close();
        standIn.close();
    }

    private Answered ask(String dialect, String provider, Streaming way, String prompt, List<Tool> tools) {
        Asking client = new Asking(gateway.bean(Dialects.class).get(dialect), gateway.port());
        return client.ask(Asking.chat(dialect, way, "only-" + provider + "/m", prompt, tools));
    }

    @ParameterizedTest
    @MethodSource(OneDialectEach.WAYS)
    void text_comesBack_asItWasWritten_inAllDialects(String provider, Streaming way) {
        List<String> other = new ArrayList<>();
        for (String dialect : OneDialectEach.ALL) {
            Answered answer = ask(dialect, provider, way, "/echo " + SAID, List.of());
            if (!answer.text().equals(SAID) || !answer.header("x-ai-masked").equals("CREDIT_CARD 1, EMAIL 3")) {
                other.add(dialect + " " + answer.header("x-ai-masked") + " "
                        + answer.came().text());
            }
        }
        assertThat(other).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(OneDialectEach.WAYS)
    void callOfATool_hasWhatItIsAbout_inAllDialects(String provider, Streaming way) {
        List<String> other = new ArrayList<>();
        for (String dialect : OneDialectEach.ALL) {
            Answered answer = ask(dialect, provider, way, "/tool mail {\"to\":\"" + ALICE + "\"}", List.of(MAIL));
            String calls = calls(answer);
            if (!calls.equals("mail{\"to\":\"" + ALICE + "\"}")) {
                other.add(dialect + " " + calls + " " + answer.came().text());
            }
        }
        assertThat(other).isEmpty();
    }

    private static String calls(Answered answer) {
        StringBuilder calls = new StringBuilder();
        answer.answer().choices().get(0).content().stream()
                .filter(Content.ToolCall.class::isInstance)
                .map(Content.ToolCall.class::cast)
                .forEach(call ->
                        calls.append(call.name()).append(call.arguments().replace(" ", "")));
        return calls.toString();
    }

    private Answer post(String route, String text) {
        return post(route, text, /* stream= */ false);
    }

    private Answer post(String route, String text, boolean stream) {
        return RawHttp.post(
                gateway.port(),
                route + "/v1/chat/completions",
                "{\"model\":\"only-openai/m\",\"stream\":" + stream + ",\"messages\":[{\"role\":\"user\",\"content\":\""
                        + text + "\"}]}");
    }

    @Test
    void provider_readsNames_andNothingElse() {
        assertThat(post("/keep", "/echo " + SAID).text()).contains(HIDDEN).doesNotContain("corp.example", "4111");
    }

    @Test
    void name_thatTheRequestHas_isNotOurs() {
        Answer answer = post("/keep", "/echo <EMAIL_1> is not " + ALICE);

        assertThat(answer.text()).contains("<EMAIL_1> is not <EMAIL_2>");
        assertThat(post("", "/echo <EMAIL_1> is not " + ALICE).text()).contains("<EMAIL_1> is not " + ALICE);
    }

    @Test
    void redacted_isGone() {
        assertThat(post("/redact", "/echo to " + ALICE).text())
                .contains("to [EMAIL]")
                .doesNotContain(ALICE);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void synthetic_looksLikeIt_andIsPutBack(boolean stream) {
        String said = "mail " + ALICE + ", card " + CARD
                + ", iban DE89 3704 0044 0532 0130 00, ip 10.1.2.3, call +1 212 555 0147 or +49 30 901820.";
        Answer answer = post("/synthetic", "/echo " + said, stream);

        assertThat(answer.header("x-ai-masked")).isEqualTo("CREDIT_CARD 1, EMAIL 1, IBAN 1, IP 1, PHONE 2");
        String joined = answer.text().replaceAll("\"}[^{]*\\n\\n[^\\n]*\"content\":\"", "");
        assertThat(stream ? joined : answer.text()).contains(stream ? ALICE : said);
    }

    @Test
    void blocked_isToldWhat_butNotWhich() {
        Answer answer = post("/block", "/echo to " + ALICE);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("blocked_by_guard", "EMAIL 1").doesNotContain(ALICE);
        String secret = "ghp" + "_" + "Zq7Lm2Xw9Rt4Kv8Bn3Hs6Yd1Pf5Gc0Jt2Wa9"; // of nobody
        assertThat(post("/block", "/echo key " + secret).text())
                .contains("SECRET 1")
                .doesNotContain(secret);
        assertThat(post("/block", "/echo hello").status()).isEqualTo(200);
        assertThat(post("/dry", "/echo to " + ALICE).text()).contains(ALICE);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void answer_thatSaysSomethingOfItsOwn_isMasked(boolean stream) {
        // what the request does not say in one piece, the answer does
        Answer answer = post("/answers", "/echo " + ALICE + " met dora" + "\\u200b@corp.example", stream);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains(ALICE.substring(0, 5));
    }

    @Test
    void conversation_keepsItsNames() {
        String first = post("/talk", "/echo " + ALICE).text();
        String then = post("/talk", "bob@corp.example said: /echo " + ALICE).text();
        String name = first.substring(first.indexOf("<EMAIL_"), first.indexOf('>', first.indexOf("<EMAIL_")) + 1);

        assertThat(name).matches("<EMAIL_[0-9a-f]{8}>");
        assertThat(then).contains(name);
    }

    @Test
    void cache_holdsNames_andGivesEachItsOwn() {
        String body = "/echo dear ";
        Answer alice = post("/cached", body + ALICE);
        Answer bob = post("/cached", body + "bob@corp.example");

        assertThat(alice.header("x-ai-cache")).isEqualTo("miss");
        assertThat(bob.header("x-ai-cache")).isEqualTo("hit");
        assertThat(bob.text()).contains("dear bob@corp.example").doesNotContain("alice");
    }

    @Test
    void own_wordsAndPatterns() {
        Answer answer = post("/own", "/echo BLUE HERON and TCK-1234, not TCK-12");

        assertThat(answer.text()).contains("BLUE HERON and TCK-1234, not TCK-12");
        assertThat(answer.header("x-ai-masked")).isEqualTo("PROJECT 1, TICKET 1");
    }

    @Test
    void whatCannotBeRead_isRefused_unlessItMayPass() {
        String body =
                "{\"model\":\"only-openai/m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":"
                        + "\"what is it\"},{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AAAA\"}}]}]}";

        Answer refused = RawHttp.post(gateway.port(), "/v1/chat/completions", body);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("blocked_by_guard", "image");
        assertThat(RawHttp.post(gateway.port(), "/pictures/v1/chat/completions", body)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void everything_thatAModelWouldRead_isHidden() {
        String body = """
                {"model":"only-openai/m","tools":[{"type":"function","function":{"name":"f","description":"ask D@corp.example",
                "parameters":{"type":"object","properties":{"to":{"enum":["E@corp.example"]}}}}}],"messages":[
                {"role":"system","content":"A@corp.example"},{"role":"user","content":[{"type":"text","text":"B@corp.example"}],"name":"x"},
                {"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"f",
                "arguments":"{\\"to\\":\\"C\\u0040corp.example\\",\\"n\\":4111111111111111}"}}]},
                {"role":"tool","tool_call_id":"c1","content":"{\\"found\\":{\\"mail\\":\\"F@corp.example\\"}}"},
                {"role":"user","content":"/mirror","unknown_field":{"deep":["G@corp.example"]}}]}
                """;
        Answer answer = RawHttp.post(gateway.port(), "/keep/v1/chat/completions", body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("x-ai-masked")).isEqualTo("CREDIT_CARD 1, EMAIL 7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AiMask                            | entities: none",
                "AiMask=EMIAL                      | entity: EMIAL (expected: ALL",
                "{ name: AiMask, args: { entities: EMAIL, score: 2 } } | min-score: 2.0 (expected: 0 to 1)",
                "{ name: AiMask, args: { patterns: [ { name: X, pattern: '(' } ] } } | pattern",
                "{ name: AiMask, args: { words: [ { name: 'a b', words: [ c ] } ] } } | name: a b (expected: letters"
            })
    void settings_thatMakeNoSense_areToldAtTheStart(String filter, String told) {
        assertThatThrownBy(() -> RunningGateway.start(GatewayApp.class, """
                        spring.cloud.gateway.server.webflux.routes:
                        - { id: a, uri: "ai://auto", predicates: [ "Path=/**" ], filters: [ %s ] }
                        """.formatted(filter))
                        .close())
                .hasStackTraceContaining(told);
    }
}
