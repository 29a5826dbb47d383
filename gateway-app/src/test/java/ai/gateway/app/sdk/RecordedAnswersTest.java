package ai.gateway.app.sdk;

import ai.gateway.app.sdk.Question.Wish;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.Recordings;
import ai.gateway.testing.Recordings.Recording;
import ai.gateway.testing.Script;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What providers were recorded answering, read by every SDK. The vendor's own SDK gets the very bytes, and what it reads is
 * what all the others must read of the translation.
 */
@ExtendWith(LeakCheck.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedAnswersTest {

    /** A prime, so that chunks end anywhere in frames and characters. */
    private static final int CHUNK = 997;

    /** A failed one, one that is still to come. */
    private static final List<String> NO_ANSWERS = List.of("midstream_error", "stop=status:queued");

    /** What cannot be compared. */
    private static final Set<String> STRANGE = Set.of(
            // somebody has left out the middle of the picture, made the text end otherwise than it came
            "openai/responses/ai__openai-image-generation-tool-1-chunks",
            "openai/responses/ai__openai-shell-container-1-chunks",
            // a call that was cut in its arguments: each SDK makes something else of what is no JSON
            "openai/responses/mirascope__handles-refusal-for-stream",
            "llamacpp/chat_completions/rig__streaming-tool-call-cut-mid-arguments",
            // a call of nothing
            "snowflake/chat_completions/pydantic-ai__test-snowflake-thinking-1",
            // the call was malformed, for which Chat Completions have no word: an SDK that looks whether it is valid
            // raises
            "vertex/generateContent/pydantic-ai__test-multimodal-tool-return-matrix-direct-binary-audio-google-vertex");

    private @Nullable Bench bench;

    @BeforeAll
    void start() {
        Recordings.all(); // skips all of this where there are none
        bench = new Bench();
    }

    @AfterAll
    void stop() {
        if (bench != null) {
            bench.close();
        }
    }

    Stream<Recording> answers() {
        return Recordings.where(recording -> provider(recording) != null
                        && recording.status() == 200
                        && !STRANGE.contains(recording.toString())
                        && NO_ANSWERS.stream().noneMatch(recording::has)
                        && !(recording.api().equals("streamGenerateContent")
                                && !recording.kind().equals("sse")))
                .stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void readBySdk_recordedAnswer_saysWhatTheVendorsOwnReads(Recording recording) {
        Provider provider = provider(recording);
        Sdk vendors = bench.vendors(provider);
        Reading expected = vendors == null ? null : read(vendors, provider, recording);
        List<String> differences = new ArrayList<>();
        for (Sdk sdk : bench.sdkEach()) {
            if (!sdk.dialect().equals(provider.dialect())) {
                Reading reading = read(sdk, provider, recording);
                boolean readable = expected != null && expected.failure() == null;
                if (!reading.equals(readable ? expected : reading.asExpected())) {
                    differences.add(sdk.title() + ": " + reading + "\nexpected: " + expected);
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    /** What was read, as all SDKs can tell it: without ids, arguments as JSON values. */
    private record Reading(
            String text, List<String> calls, @Nullable String failure) {

        /** Where there is no SDK to compare with, or it cannot read answers of that age: this one was read. */
        Reading asExpected() {
            return new Reading(text, calls, null);
        }
    }

    private Reading read(Sdk sdk, Provider provider, Recording recording) {
        Question question = Question.of(Bench.model(provider), Wish.TOOLS, Wish.THOUGHTS);
        Script head = Script.head(200, "content-type: " + contentType(recording));
        Script script = recording.stream()
                ? head.chunks(recording.response(), CHUNK, Duration.ZERO).end()
                : head.body(recording.response());
        Said[] said = new Said[1];
        try {
            bench.seen(provider, () -> said[0] = recording.stream() ? sdk.stream(question) : sdk.ask(question), script);
        } catch (RuntimeException raised) {
            return new Reading("", List.of(), raised.toString());
        }
        List<String> calls = said[0].calls().stream()
                .map(call -> call.name() + " " + arguments(call.arguments()))
                .toList();
        return new Reading(said[0].text(), calls, null);
    }

    /** Some say nothing where there are none; some models say what is no JSON, and are cut in the middle of it. */
    private static String arguments(String told) {
        try {
            return told.isEmpty() ? "{}" : Values.parse(told).toString();
        } catch (JacksonException noJson) {
            return told;
        }
    }

    private static @Nullable Provider provider(Recording recording) {
        String api = recording.api();
        if (api.endsWith("chat_completions")) {
            return Provider.OPENAI;
        }
        if (api.startsWith("anthropic_")) {
            return Provider.ANTHROPIC;
        }
        return switch (api) {
            case "responses", "v1_responses", "mantle_responses" -> Provider.RESPONSES;
            case "messages" -> Provider.ANTHROPIC;
            case "generateContent", "streamGenerateContent" -> Provider.GEMINI;
            case "converse", "converse_stream" -> Provider.BEDROCK;
            case "v2_chat" -> Provider.COHERE;
            case "api_chat" -> Provider.OLLAMA;
            default -> null;
        };
    }

    private static String contentType(Recording recording) {
        return switch (recording.kind()) {
            case "sse" -> "text/event-stream";
            case "eventstream" -> "application/vnd.amazon.eventstream";
            case "ndjson" -> "application/x-ndjson";
            default -> "application/json";
        };
    }
}
