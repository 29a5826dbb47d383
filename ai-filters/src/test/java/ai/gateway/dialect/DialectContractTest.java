package ai.gateway.dialect;

import ai.gateway.dialect.Spoken.Request;
import ai.gateway.exchange.AiException;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.exchange.FinishReason;
import ai.gateway.exchange.Modality;
import ai.gateway.exchange.RequestFacts;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonEdit;
import ai.gateway.wire.JsonLimits;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/** What every dialect must do, tried on a request and an answer in each. */
class DialectContractTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    /** What nobody expects in a place where it is not expected. */
    private static final List<String> CONFUSED = List.of(
            "null",
            "true",
            "-1",
            "0",
            "1e9",
            "1.5",
            "1e400",
            "9223372036854775808",
            "\"\"",
            "\"x\"",
            "[]",
            "[1]",
            "{}",
            "{\"type\":7,\"text\":[]}");

    private static final String REQUEST_ID = "req-7";

    private static List<DialectSample> samples() {
        return DialectSample.ALL;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void recognise_anyPrefix_isTheSameCall(DialectSample sample) {
        for (String prefix : List.of("", "/team/a", "//twice", "/llm/v9")) {
            Call call = sample.dialect().recognise(Request.post(prefix + sample.path()));
            assertThat(call).as(prefix).isEqualTo(sample.call());
        }
        assertThat(sample.call().apiPath()).isEqualTo(sample.apiPath());
        assertThat(sample.call().dialect()).isEqualTo(sample.id());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void recognise_foreignPath_isNull(DialectSample sample) {
        List<String> foreign = new ArrayList<>(List.of(
                "",
                "/",
                "//",
                "x",
                "/v1",
                "/v1/",
                "/v1/unknown",
                "/favicon.ico",
                "/api",
                "/api/",
                "/model/",
                "/model/x",
                "/v1/models/:",
                ":",
                "/:",
                "/v1/chatter",
                "/v1/projects/p",
                "/%",
                "/v1/messagesx",
                "/v1/responsesx",
                "/chat/completionsx"));
        samples().stream()
                .filter(other -> other != sample)
                .map(DialectSample::path)
                .forEach(foreign::add);
        for (String path : foreign) {
            assertThat(sample.dialect().recognise(Request.post(path))).as(path).isNull();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void facts_wholeRequest_sayAll(DialectSample sample) {
        RequestFacts facts = sample.dialect().facts(sample.call(), json(sample.request()));
        assertThat(facts.model()).isEqualTo("m");
        assertThat(facts.stream()).isTrue();
        assertThat(facts.maxOutput()).isEqualTo(9);
        assertThat(facts.tools()).isTrue();
        assertThat(facts.input()).contains(Modality.TEXT, Modality.IMAGE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void facts_requiredMemberAbsentOrNull_tellItsPointer(DialectSample sample) {
        for (String pointer : sample.required()) {
            ObjectNode body = (ObjectNode) MAPPER.readTree(sample.request());
            body.putNull(pointer.substring(1));
            assertInvalid(sample, body.toString(), pointer);
            body.remove(pointer.substring(1));
            assertInvalid(sample, body.toString(), pointer);
            body.put(pointer.substring(1), 5);
            assertInvalid(sample, body.toString(), pointer);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void facts_rootIsNoObject_isInvalidRequest(DialectSample sample) {
        for (String root : List.of("null", "true", "-1", "\"x\"", "[]", "[{}]")) {
            assertInvalid(sample, root, "");
        }
        assertThat(catchThrowable(() -> sample.dialect().facts(sample.call(), Json.MISSING)))
                .isInstanceOf(AiException.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void facts_anyConfusedType_isFactsOrInvalidRequest(DialectSample sample) {
        int refused = 0;
        for (String body : confused(sample.request())) {
            Json json = json(body);
            Throwable thrown = catchThrowable(() -> sample.dialect().facts(sample.call(), json));
            if (thrown != null) {
                refused++;
                assertThat(thrown).as(body).isInstanceOf(AiException.class);
                Failure failure = ((AiException) thrown).failure();
                assertThat(failure.code()).isEqualTo(FailureCode.INVALID_REQUEST);
                assertThat(failure.param()).as(body).isNotNull();
                assertThat(failure.message()).contains("(expected: ");
            }
            sample.dialect()
                    .promptTexts(
                            sample.call(),
                            json,
                            (role, run, text) -> assertThat(text.isString()).isTrue());
            JsonEdit edit = JsonEdit.of(json);
            sample.dialect().withModel(sample.call(), json, "other", edit);
            MAPPER.readTree(edit.toBytes());
        }
        assertThat(refused).isPositive();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void promptTexts_wholeRequest_showEveryText(DialectSample sample) {
        List<String> shown = new ArrayList<>();
        sample.dialect()
                .promptTexts(sample.call(), json(sample.request()), (role, run, text) -> shown.add(text.text()));
        long texts = sample.request().chars().filter(c -> c == '~').count();
        assertThat(shown)
                .filteredOn(text -> text.startsWith("~"))
                .hasSize((int) texts)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void withModel_otherModel_isWhatFactsThenSay(DialectSample sample) {
        String model = "org/other:1 ~/../x";
        Json body = json(sample.request());
        JsonEdit edit = JsonEdit.of(body);
        sample.dialect().withModel(sample.call(), body, model, edit);
        Call call = sample.dialect().withModel(sample.call(), model);
        assertThat(sample.dialect().facts(call, Json.parse(edit.toBytes())).model())
                .isEqualTo(model);
        assertThat(sample.dialect().recognise(Request.post("/prefix" + pathOf(sample, call))))
                .isEqualTo(call);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void parameterPath_maxTokens_isWhereFactsReadIt(DialectSample sample) {
        ObjectNode body = (ObjectNode) MAPPER.readTree(sample.request());
        body.remove("max_completion_tokens");
        String[] names = sample.dialect().parameterPath("max_tokens").split("\\.");
        ObjectNode holder = names.length == 1 ? body : (ObjectNode) body.get(names[0]);
        holder.put(names[names.length - 1], 4711);
        RequestFacts facts = sample.dialect().facts(sample.call(), json(body.toString()));
        assertThat(facts.maxOutput()).isEqualTo(4711);
        assertThat(sample.dialect().parameterPath("x_unknown")).isEqualTo("x_unknown");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void answerFacts_wholeAnswer_countOneWay(DialectSample sample) {
        AnswerFacts facts = Spoken.whole(sample.dialect(), sample.answer().getBytes(UTF_8));
        assertThat(facts.usage().total()).isEqualTo(16);
        assertThat(facts.usage().prompt()).isEqualTo(9);
        assertThat(facts.usage().output()).isEqualTo(7);
        assertThat(facts.finish()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(facts.failure()).isNull();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void answerFacts_anyConfusedType_neverThrowAndNeverCountNonsense(DialectSample sample) {
        for (String body : confused(sample.answer())) {
            for (String name :
                    List.of("", "metadata", "chunk", "messageStop", "error", "message_delta", "message-end")) {
                AnswerFacts facts = new AnswerFacts();
                sample.dialect().answerFacts(json(body), facts);
                sample.dialect().frameFacts(name, json(body), facts);
                Usage usage = facts.usage();
                assertThat(List.of(usage.input(), usage.cacheRead(), usage.cacheWrite(), usage.output()))
                        .as(body)
                        .allMatch(count -> count >= Usage.ABSENT && count <= 2_000_000_000_000L);
            }
            sample.dialect()
                    .answerTexts(
                            json(body),
                            (role, run, text) -> assertThat(text.isString()).isTrue());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void answerTexts_wholeAnswer_showTextAndArguments(DialectSample sample) {
        List<String> shown = new ArrayList<>();
        sample.dialect().answerTexts(json(sample.answer()), (role, run, text) -> shown.add(role + " " + text.text()));
        assertThat(shown).contains("ASSISTANT t", "TOOL_ARGUMENTS a");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void failureBody_anyCode_isReadAsThatFailure(DialectSample sample) {
        for (FailureCode code : FailureCode.values()) {
            Failure failure = new Failure(code, "say \"why\"\nand how", "/model");
            byte[] body = sample.dialect().failureBody(failure, REQUEST_ID);
            assertThat(Spoken.whole(sample.dialect(), body).failure()).isEqualTo(failure.message());
            sample.dialect()
                    .failureHeaders(failure)
                    .forEach((name, value) -> assertThat(value).matches("[!-~]+"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void failureFrames_anyCode_areReadAsThatFailure(DialectSample sample) {
        for (FailureCode code : FailureCode.values()) {
            Failure failure = Failure.of(code, "say \"why\"\nand how");
            AnswerFacts facts = new AnswerFacts();
            sample.dialect()
                    .failureFrames(
                            sample.call(),
                            failure,
                            REQUEST_ID,
                            (name, bytes, from, to) -> sample.dialect()
                                    .frameFacts(name, Json.parse(bytes, from, to, JsonLimits.DEFAULT), facts));
            assertThat(facts.failure()).isEqualTo(failure.message());
        }
    }

    private static void assertInvalid(DialectSample sample, String body, String pointer) {
        assertThatThrownBy(() -> sample.dialect().facts(sample.call(), json(body)))
                .as(body)
                .isInstanceOfSatisfying(AiException.class, thrown -> {
                    assertThat(thrown.failure().code()).isEqualTo(FailureCode.INVALID_REQUEST);
                    assertThat(thrown.failure().param()).isEqualTo(pointer);
                });
    }

    /** The path by which a client would make that call: OpenAI's base URL ends with the version. */
    private static String pathOf(DialectSample sample, Call call) {
        return sample.path().substring(0, sample.path().indexOf(sample.apiPath())) + call.apiPath();
    }

    /** The text with each of its values, the members' and the items', replaced by each confused one. */
    private static List<String> confused(String text) {
        JsonNode root = MAPPER.readTree(text);
        List<String> pointers = new ArrayList<>();
        collect(root, "", pointers);
        List<String> bodies = new ArrayList<>();
        for (String pointer : pointers) {
            for (String value : CONFUSED) {
                bodies.add(replaced(text, pointer, value));
            }
        }
        return bodies;
    }

    private static String replaced(String text, String pointer, String value) {
        Json root = json(text);
        Json node = root;
        for (String name : pointer.substring(1).split("/")) {
            node = node.isArray() ? node.at(Integer.parseInt(name)) : node.get(name);
        }
        return new String(JsonEdit.of(root).replace(node, value).toBytes(), UTF_8);
    }

    private static void collect(JsonNode node, String pointer, List<String> pointers) {
        if (!pointer.isEmpty()) {
            pointers.add(pointer);
        }
        int index = 0;
        for (JsonNode item : node.isArray() ? node : MAPPER.createArrayNode()) {
            collect(item, pointer + "/" + index++, pointers);
        }
        if (node.isObject()) {
            node.forEachEntry((name, member) -> collect(member, pointer + "/" + name, pointers));
        }
    }

    private static Json json(String text) {
        return Json.parse(text.getBytes(UTF_8));
    }
}
