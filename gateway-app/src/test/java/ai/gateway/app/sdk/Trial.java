package ai.gateway.app.sdk;

import ai.gateway.app.sdk.Places.Place;
import ai.gateway.app.sdk.Question.Wish;
import ai.gateway.app.sdk.Said.Called;
import ai.gateway.app.sdk.Said.Tokens;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.Script;
import ai.gateway.testing.SeenClose;
import ai.gateway.testing.SeenRequest;
import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** One SDK with one provider: what is asked, what must have reached the provider, what the SDK must have read. */
record Trial(Bench bench, Sdk sdk, Provider provider) {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String PLACE = "{\"city\":\"Köln\"}";
    private static final String[] CITIES = {"{\"city\":\"Köln\"}", "{\"city\":\"Bonn\"}"};
    private static final Set<String> LENGTH = Set.of("length", "max_output_tokens", "max_tokens", "MAX_TOKENS");
    private static final Set<String> CALLS = Set.of("tool_calls", "completed", "tool_use", "STOP", "TOOL_CALL");
    private static final Set<String> STOP = Set.of("stop", "completed", "end_turn", "STOP", "COMPLETE");

    void text() {
        reads(whole("text", question()), Provider.TEXT, STOP);
    }

    void stream() {
        reads(streamed("text", question()), Provider.TEXT, STOP);
    }

    void calls() {
        readsCalls(whole("calls", question(Wish.TOOLS)));
    }

    void callsStreamed() {
        readsCalls(streamed("calls", question(Wish.TOOLS)));
    }

    void results() {
        turns(/* streamed= */ false);
    }

    void resultsStreamed() {
        turns(/* streamed= */ true);
    }

    void image() {
        Question question = question(Wish.IMAGE);
        reads(whole("text", question), Provider.TEXT, STOP);
    }

    void schema() {
        Question question = question(Wish.SCHEMA);
        Said[] said = new Said[1];
        List<SeenRequest> seen = bench.seen(provider, () -> said[0] = sdk.ask(question), provider.saying(PLACE));
        arrived(seen.get(0), question, provider.path());
        reads(said[0], PLACE, STOP);
    }

    void thoughts() {
        Said said = whole("thought", question(Wish.THOUGHTS));
        reads(said, Provider.TEXT, STOP);
        assertThat(said.thoughts()).isEqualTo(Provider.THOUGHTS);
    }

    void thoughtsStreamed() {
        Said said = streamed("thought", question(Wish.THOUGHTS));
        reads(said, Provider.TEXT, STOP);
        assertThat(said.thoughts()).isEqualTo(Provider.THOUGHTS);
    }

    void signature() {
        signed(/* streamed= */ false);
    }

    void signatureStreamed() {
        signed(/* streamed= */ true);
    }

    void length() {
        reads(whole("length", question()), Provider.FIRST_PIECE, LENGTH);
    }

    void lengthStreamed() {
        reads(streamed("length", question()), Provider.FIRST_PIECE, LENGTH);
    }

    /** Asked for a whole answer and for a stream: both are refused in the same way. */
    void refused(int status) {
        boolean known = status != 529
                || sdk.dialect().equals("anthropic")
                || sdk.dialect().equals(provider.dialect());
        refused(Bench.model(provider), status, known ? status : 503, Provider.COMPLAINT);
    }

    /** The key was the gateway's: its client is not told that its own was wrong. */
    void keyRefused() {
        refused(Bench.keyedModel(provider), 401, 502, "refused the gateway's credential");
    }

    void failsInStream() {
        assertThat(raised(provider.stream("failed"))).hasStackTraceContaining(Provider.COMPLAINT);
    }

    void tornInStream() {
        raised(provider.beginning().reset());
    }

    void hangsUp() {
        FaultUpstream upstream = bench.upstream(provider);
        List<SeenRequest> seen = bench.seen(
                provider, () -> sdk.hangUp(question()), provider.beginning().hang());
        int connection = seen.get(0).connection();
        List<SeenClose> closed = upstream.awaitClosedByPeer(1, SOON);
        while (closed.stream().noneMatch(close -> close.connection() == connection)) {
            closed = upstream.awaitClosedByPeer(closed.size() + 1, SOON);
        }
    }

    private Question question(Wish... wishes) {
        return Question.of(Bench.model(provider), wishes);
    }

    private Said whole(String name, Question question) {
        Said[] said = new Said[1];
        List<SeenRequest> seen = bench.seen(provider, () -> said[0] = sdk.ask(question), provider.whole(name));
        arrived(seen.get(0), question, provider.path());
        return said[0];
    }

    private Said streamed(String name, Question question) {
        Said[] said = new Said[1];
        List<SeenRequest> seen = bench.seen(provider, () -> said[0] = sdk.stream(question), provider.stream(name));
        arrived(seen.get(0), question, provider.streamPath());
        return said[0];
    }

    private void turns(boolean streamed) {
        Question question = question(Wish.TOOLS);
        Said called = streamed ? streamed("calls", question) : whole("calls", question);
        Question next = question.then(called, "12 Grad", "14 Grad");
        Said[] said = new Said[1];
        SeenRequest seen = bench.seen(
                        provider,
                        () -> said[0] = streamed ? sdk.stream(next) : sdk.ask(next),
                        streamed ? provider.stream("text") : provider.whole("text"))
                .get(0);
        reads(said[0], Provider.TEXT, STOP);
        arrived(seen, next, streamed ? provider.streamPath() : provider.path());
        JsonNode body = Values.parse(seen.text());
        List<String> ids = Places.find(provider, Place.CALL_ID, body);
        assertThat(ids).as("ids of calls").hasSize(2).doesNotContain("");
        assertThat(Places.find(provider, Place.RESULT_ID, body))
                .as("ids of results")
                .isEqualTo(ids);
        assertThat(String.join("\n", Places.find(provider, Place.RESULT, body)))
                .as("results")
                .containsSubsequence("12 Grad", "14 Grad");
    }

    private void signed(boolean streamed) {
        Question question = question(Wish.THOUGHTS);
        Question next = question.then(streamed ? streamed("thought", question) : whole("thought", question));
        SeenRequest seen = bench.seen(
                        provider,
                        () -> {
                            Said said = streamed ? sdk.stream(next) : sdk.ask(next);
                            reads(said, Provider.TEXT, STOP);
                        },
                        streamed ? provider.stream("text") : provider.whole("text"))
                .get(0);
        assertThat(Places.find(provider, Place.SIGNATURE, Values.parse(seen.text())))
                .as("signature that came home in " + seen.text())
                .contains(Provider.SIGNATURE);
    }

    private void reads(Said said, String text, Set<String> stops) {
        assertThat(said.text()).isEqualTo(text);
        assertThat(said.stop()).isIn(stops);
        assertThat(said.tokens()).isEqualTo(new Tokens(Provider.TOKENS_IN, Provider.TOKENS_OUT));
    }

    private void readsCalls(Said said) {
        assertThat(said.calls()).hasSize(2);
        for (int i = 0; i < 2; i++) {
            Called call = said.calls().get(i);
            assertThat(call.name()).isEqualTo(Question.TOOL);
            assertThat(Values.parse(call.arguments())).isEqualTo(Values.parse(CITIES[i]));
        }
        boolean needsIds = !sdk.dialect().equals("gemini"); // there they are optional
        if (needsIds) {
            assertThat(said.calls())
                    .extracting(Called::id)
                    .doesNotHaveDuplicates()
                    .doesNotContain("");
        }
        assertThat(said.stop()).isIn(CALLS);
        assertThat(said.tokens()).isEqualTo(new Tokens(Provider.TOKENS_IN, Provider.TOKENS_OUT));
    }

    private void arrived(SeenRequest seen, Question question, String path) {
        boolean relayed = sdk.dialect().equals(provider.dialect());
        assertThat(seen.method()).isEqualTo("POST");
        assertThat(decoded(seen.uri())).isEqualTo(decoded(relayed ? sdk.relayed(path) : path));
        JsonNode body = Values.parse(seen.text());
        boolean modelInPath = provider == Provider.GEMINI || provider == Provider.BEDROCK;
        if (!modelInPath) {
            assertThat(body.path("model").asString("")).isEqualTo(provider.model());
        }
        has(Place.SYSTEM, body, Question.SYSTEM);
        has(Place.PROMPT, body, Question.PROMPT);
        has(Place.MOST_TOKENS, body, Integer.toString(Question.MOST_TOKENS));
        if (question.wants(Wish.TOOLS)) {
            has(Place.TOOL, body, Question.TOOL, Question.ABOUT_TOOL, "\"city\"");
        }
        if (question.wants(Wish.IMAGE)) {
            has(Place.IMAGE, body, Question.PNG);
        }
        if (question.wants(Wish.SCHEMA)) {
            has(Place.SCHEMA, body, "city");
        }
        if (question.wants(Wish.THOUGHTS)) {
            has(Place.THINKING, body, "");
        }
        if (!relayed) {
            Validity.check(provider, seen.text());
        }
    }

    private void has(Place place, JsonNode body, String... texts) {
        List<String> found = Places.find(provider, place, body);
        assertThat(found).as(place + " in " + body).isNotEmpty();
        assertThat(unescaped(String.join("\n", found)))
                .as(place + " in " + body)
                .contains(texts);
    }

    /** Texts may stand in a part of a message, where they are quoted. */
    private static String unescaped(String json) {
        return json.replace("\\\"", "\"");
    }

    private static String decoded(String uri) {
        return uri.replace("%3A", ":");
    }

    private void refused(String model, int status, int expected, String message) {
        Question question = Question.of(model);
        for (Runnable asking : List.<Runnable>of(() -> sdk.ask(question), () -> sdk.stream(question))) {
            Throwable[] raised = new Throwable[1];
            bench.seen(provider, () -> raised[0] = catchThrowable(asking::run), provider.failing(status));
            assertThat(raised[0]).isInstanceOf(sdk.exception(expected));
            assertThat(sdk.status(raised[0])).isEqualTo(expected);
            assertThat(raised[0].toString()).contains(message);
        }
    }

    private Throwable raised(Script script) {
        Throwable[] raised = new Throwable[1];
        bench.seen(provider, () -> raised[0] = catchThrowable(() -> sdk.stream(question())), script);
        assertThat(raised[0]).as("what the SDK raises").isNotNull().isNotInstanceOf(AssertionError.class);
        return raised[0];
    }
}
