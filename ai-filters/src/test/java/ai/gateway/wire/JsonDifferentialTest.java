package ai.gateway.wire;

import ai.gateway.testing.Recordings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Our reader beside a strict Jackson: what both take reads the same, and what Jackson refuses we refuse. */
class JsonDifferentialTest {

    private static final JsonMapper JACKSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final String[] STRINGS = {
        "", "a", "é", "€uro", "😀", "q\"", "b\\", "n\n", "\u0001", "\u007f", "a/b~c", "longer than eight"
    };
    private static final String[] ESCAPED = {"\\u0041", "\\ud83d\\ude00", "\\/", "\\u00e9", "\\u0000"};
    private static final String[] NUMBERS = {
        "0", "-0", "1.5", "-2e3", "1E-2", "9223372036854775807", "9223372036854775808", "12345678901234567890.5"
    };

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void randomDocuments_readTheSame(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            write(random, text, 4);

            assertSame("seed " + seed + " round " + round, text.toString().getBytes(UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24})
    void mutatedDocuments_haveTheSameVerdictOrAStricterOne(long seed) {
        Random random = new Random(seed);
        byte[] spices = "{}[]\",:\\u0eE+-.tfn \n\t\0\u0080".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        int taken = 0;
        for (int round = 0; round < 10_000; round++) {
            StringBuilder text = new StringBuilder();
            write(random, text, 3);
            byte[] bytes = text.toString().getBytes(UTF_8);
            for (int i = 0; i <= random.nextInt(3); i++) {
                byte spice = random.nextBoolean() ? spices[random.nextInt(spices.length)] : (byte) random.nextInt(256);
                bytes[random.nextInt(bytes.length)] = spice;
            }
            String what = "seed " + seed + " round " + round + ": " + new String(bytes, UTF_8);
            try {
                Json.parse(bytes);
            } catch (JsonException refused) {
                continue;
            }
            taken++;
            assertSame(what, bytes);
        }
        assertThat(taken).as("mutations that stayed JSON, seed %d", seed).isPositive();
    }

    @Test
    void recordings_readTheSame() {
        for (var recording : Recordings.where(one -> one.kind().equals("json"))) {
            if (recording.request() != null) {
                assertSame(recording.toString(), recording.request());
            }
            if (recording.response().length > 0) {
                assertSame(recording.toString(), recording.response());
            }
        }
    }

    private static void assertSame(String what, byte[] bytes) {
        JsonNode theirs;
        try {
            theirs = JACKSON.readTree(bytes);
        } catch (JacksonException e) {
            throw new AssertionError(what + ": Jackson refuses what we may take: " + e.getMessage(), e);
        }
        assertSame(what, Json.parse(bytes), theirs);
    }

    private static void assertSame(String what, Json ours, JsonNode theirs) {
        switch (ours.kind()) {
            case OBJECT -> {
                assertThat(theirs.isObject()).as(what).isTrue();
                assertThat(ours.size()).as(what).isEqualTo(theirs.size());
                ours.members((name, member) -> assertSame(what, member, theirs.path(name)));
                theirs.properties().forEach(member -> assertSame(what, ours.get(member.getKey()), member.getValue()));
            }
            case ARRAY -> {
                assertThat(theirs.isArray()).as(what).isTrue();
                assertThat(ours.size()).as(what).isEqualTo(theirs.size());
                int index = 0;
                for (Json item : ours.items()) {
                    assertSame(what, item, theirs.get(index++));
                }
            }
            case STRING -> {
                assertThat(theirs.isString()).as(what).isTrue();
                String expected = new String(theirs.asString().getBytes(UTF_8), UTF_8).replace('?', '\uFFFD');
                assertThat(ours.text().replace('?', '\uFFFD')).as(what).isEqualTo(expected);
            }
            case NUMBER -> number(what, ours, theirs);
            case TRUE, FALSE ->
                assertThat(ours.flag(!theirs.booleanValue())).as(what).isEqualTo(theirs.booleanValue());
            case NULL -> assertThat(theirs.isNull()).as(what).isTrue();
            case MISSING -> throw new AssertionError(what + ": missing " + theirs);
        }
    }

    private static void number(String what, Json ours, JsonNode theirs) {
        assertThat(theirs.isNumber()).as(what).isTrue();
        if (theirs.isIntegralNumber()) {
            long expected = theirs.canConvertToLong() ? theirs.longValue() : -77;
            assertThat(ours.number(-77)).as(what).isEqualTo(expected);
        }
        double expected = Double.parseDouble(ours.toString());
        assertThat(ours.decimal(-77)).as(what).isEqualTo(Double.isFinite(expected) ? expected : -77);
    }

    private static void write(Random random, StringBuilder out, int depth) {
        space(random, out);
        switch (random.nextInt(depth > 0 ? 8 : 4)) {
            case 0 -> out.append(string(random));
            case 1 -> out.append(NUMBERS[random.nextInt(NUMBERS.length)]);
            case 2 -> out.append(random.nextInt(2_000_000) - 1_000_000);
            case 3 -> out.append(new String[] {"true", "false", "null"}[random.nextInt(3)]);
            case 4, 5 -> array(random, out, depth);
            default -> object(random, out, depth);
        }
        space(random, out);
    }

    private static void array(Random random, StringBuilder out, int depth) {
        int size = random.nextInt(5);
        out.append('[');
        for (int i = 0; i < size; i++) {
            out.append(i > 0 ? "," : "");
            write(random, out, depth - 1);
        }
        out.append(size == 0 ? " ]" : "]");
    }

    private static void object(Random random, StringBuilder out, int depth) {
        Set<String> names = new HashSet<>();
        int size = random.nextInt(random.nextInt(10) == 0 ? 40 : 5);
        out.append('{');
        for (int i = 0; i < size; i++) {
            String name = string(random);
            if (!names.add(JsonTest.parse(name).text())) {
                continue;
            }
            out.append(names.size() > 1 ? "," : "").append(name);
            space(random, out);
            out.append(':');
            write(random, out, depth - 1);
        }
        out.append('}');
    }

    private static String string(Random random) {
        String plain = STRINGS[random.nextInt(STRINGS.length)] + random.nextInt(1000);
        String quoted = JsonWriter.quote(plain);
        return random.nextInt(4) == 0 ? "\"" + ESCAPED[random.nextInt(ESCAPED.length)] + quoted.substring(1) : quoted;
    }

    private static void space(Random random, StringBuilder out) {
        out.append(" \n\t\r".substring(0, random.nextInt(20) == 0 ? 4 : random.nextInt(6) == 0 ? 1 : 0));
    }
}
