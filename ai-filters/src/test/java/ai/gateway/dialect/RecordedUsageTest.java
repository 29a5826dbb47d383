package ai.gateway.dialect;

import ai.gateway.exchange.Answer;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Besides.Units;
import ai.gateway.exchange.ChatRequest.Streaming;
import ai.gateway.exchange.Usage;
import ai.gateway.testing.Recordings;
import ai.gateway.testing.Recordings.Recording;
import ai.gateway.wire.Json;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

/** What recorded answers used, against what their providers say: in their own dialect, and as clients of all others see it. */
class RecordedUsageTest {

    /** What a client of each dialect can be told apart from the prompt and the output. */
    private static final Map<String, Set<String>> SAYABLE = Map.of(
            "openai",
            Set.of(
                    "cache-read",
                    "cache-write",
                    "reasoning",
                    "audio-input",
                    "audio-output",
                    "image-input",
                    "image-output"),
            "responses",
            Set.of("cache-read", "cache-write", "reasoning", "searches"),
            "anthropic",
            Set.of("cache-read", "cache-write", "cache-write-hour", "reasoning", "searches"),
            "gemini",
            Set.of("cache-read", "reasoning", "audio-input", "audio-output", "image-input", "image-output"),
            "bedrock",
            Set.of("cache-read", "cache-write", "cache-write-hour"),
            "cohere",
            Set.of("cache-read", "reasoning"),
            "ollama",
            Set.of());

    @Test
    void usage_ofEveryRecording_isTheProvidersOwn() {
        List<String> wrong = new ArrayList<>();
        Map<String, Integer> kinds = new TreeMap<>();
        int recordings = 0;
        for (Recording recording : answered()) {
            Dialect dialect = RecordedDialectsTest.dialect(recording);
            Map<String, Long> told = ToldUsage.of(recording, dialect.id());
            if (told.isEmpty()) {
                continue;
            }
            recordings++;
            AnswerFacts facts = RecordedDialectsTest.facts(recording);
            Map<String, Long> metered = kinds(facts.usage());
            told.forEach((kind, count) -> {
                kinds.merge(kind, 1, Integer::sum);
                compare(recording + " " + kind, count, metered.getOrDefault(kind, 0L), wrong);
            });
            metered.forEach((kind, count) ->
                    compare(recording + " " + kind, told.getOrDefault(kind, total(told, kind)), count, wrong));
        }
        String report = recordings + " recordings with usage, "
                + kinds.values().stream().mapToInt(Integer::intValue).sum() + " counts, by kind " + kinds;
        System.out.println(report);
        assertThat(wrong).as(report).isEmpty();
        assertThat(recordings).isGreaterThan(300);
    }

    @Test
    void usage_translatedToEveryDialect_isWhatItCanSay() {
        List<String> wrong = new ArrayList<>();
        int chats = 0;
        int answers = 0;
        for (Recording recording : RecordedChatsTest.answers().toList()) {
            Dialect dialect = RecordedDialectsTest.dialect(recording);
            List<AnswerEvent> events = Carried.events(dialect, recording);
            Map<String, Long> told = ToldUsage.of(recording, dialect.id());
            if (Carried.folded(events).failure() != null || !told.containsKey("prompt")) {
                continue;
            }
            chats++;
            for (Dialect client : Carried.dialects()) {
                answers += 2;
                Answer answer = Carried.fold(events);
                byte[] whole =
                        Carried.codec(client).writeAnswer(answer, Carried.asked(client, Streaming.WHOLE, dialect.id()));
                AnswerFacts facts = new AnswerFacts();
                client.answerFacts(Json.parse(whole), facts);
                seen(recording + " to " + client.id() + " whole ", told, client, facts, wrong);
                byte[] stream = Carried.written(client, events, dialect.id());
                seen(
                        recording + " to " + client.id() + " streamed ",
                        told,
                        client,
                        Spoken.stream(client, Carried.kind(client), stream),
                        wrong);
            }
        }
        String report = chats + " chats with usage, " + answers + " answers to clients";
        System.out.println(report);
        assertThat(wrong).as(report).isEmpty();
        assertThat(chats).isGreaterThan(200);
    }

    private static void seen(
            String where, Map<String, Long> told, Dialect client, AnswerFacts facts, List<String> wrong) {
        Map<String, Long> written = kinds(facts.usage());
        compare(where + "prompt", told.get("prompt"), written.getOrDefault("prompt", 0L), wrong);
        compare(where + "output", told.getOrDefault("output", 0L), written.getOrDefault("output", 0L), wrong);
        for (String kind : SAYABLE.get(client.id())) {
            boolean within = kind.equals("reasoning") && client.id().equals("gemini");
            long most =
                    within ? told.getOrDefault("output", 0L) : Long.MAX_VALUE; // Vercel's thoughts are more than that
            compare(where + kind, Math.min(told.getOrDefault(kind, 0L), most), written.getOrDefault(kind, 0L), wrong);
        }
    }

    /** What is nothing need not be said. */
    private static void compare(String what, long told, long metered, List<String> wrong) {
        if (told != metered) {
            wrong.add(what + ": " + metered + " (told: " + told + ")");
        }
    }

    private static long total(Map<String, Long> told, String kind) {
        return kind.equals("total") ? told.getOrDefault("prompt", 0L) + told.getOrDefault("output", 0L) : 0;
    }

    private static Map<String, Long> kinds(Usage usage) {
        Map<String, Long> kinds = new TreeMap<>();
        if (usage.isKnown() || usage.prompt() > 0) {
            kinds.put("prompt", usage.prompt());
            kinds.put("total", usage.total());
        }
        put(kinds, "output", usage.output());
        put(kinds, "cache-read", usage.cacheRead());
        put(kinds, "cache-write", usage.cacheWrite());
        put(kinds, "reasoning", usage.reasoning());
        put(kinds, "audio-input", usage.audioInput());
        put(kinds, "audio-output", usage.audioOutput());
        put(kinds, "cache-write-hour", usage.besides().cacheWriteHour());
        put(kinds, "image-input", usage.besides().imageInput());
        put(kinds, "image-output", usage.besides().imageOutput());
        Units units = usage.besides().units();
        put(kinds, "searches", units.searches());
        put(kinds, "pictures", units.pictures());
        put(kinds, "questions", units.questions());
        put(kinds, "seconds", units.millis() > 0 ? units.millis() / 1000 : units.millis());
        put(kinds, "cost", usage.besides().bill().cost());
        put(kinds, "billed-input", usage.besides().bill().input());
        put(kinds, "billed-output", usage.besides().bill().output());
        return kinds;
    }

    private static void put(Map<String, Long> kinds, String kind, long count) {
        if (count != Usage.ABSENT) {
            kinds.put(kind, count);
        }
    }

    private static List<Recording> answered() {
        return Recordings.where(recording -> recording.status() < 400
                && recording.response().length > 0
                && recording.kind().matches("json|sse|ndjson|eventstream"));
    }
}
