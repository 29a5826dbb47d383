package ai.gateway.secrets;

import ai.gateway.scan.Find;
import ai.gateway.scan.Scanner;
import ai.gateway.testing.Recordings;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

/** What holds of all texts: finds in order, within the text, apart from each other, in time. */
class SecretsLawsTest {

    private static final Scanner ALL = Secrets.scanner(Set.of(), 0);

    private static final int LONG = 300_000;

    /** A hundred times what it takes, and a hundredth of what it would take if it went back again and again. */
    private static final Duration GENEROUS = Duration.ofSeconds(20);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void scan_ofRandomTexts_findsInOrderAndApart(long seed) {
        Random random = new Random(seed);
        Samples samples = new Samples(seed);
        List<String> parts = new ArrayList<>(List.of(
                " ",
                "\n",
                "\"",
                "'",
                "=",
                ":",
                "\\",
                "\\n",
                "-",
                "://",
                "@",
                "é",
                "\uD83D\uDE00",
                "\uD800",
                "key",
                "password",
                "token is ",
                "curl -u a:",
                "bearer ",
                "basic ",
                "login ",
                "kind: Secret",
                "\ndata:\n a: ",
                "-----BEGIN"));
        for (Rule rule : Rule.all()) {
            if (!rule.isHandmade()) {
                parts.add(samples.of(rule, Shape.parse(rule.shape()).get(0)));
                parts.addAll(rule.words());
            }
        }
        for (int i = 0; i < 200; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(40); j >= 0; j--) {
                text.append(parts.get(random.nextInt(parts.size())));
            }
            hold(text.toString(), "seed " + seed);
        }
    }

    @Test
    void scan_ofNaughtyStrings_findsInOrderAndApart() throws IOException {
        Path file = Recordings.shared().resolve("guarddata").resolve("naughty_strings.json");
        Assumptions.assumeTrue(Files.isRegularFile(file), "no naughty strings: " + file + " is not a file");
        JsonNode list = new JsonMapper().readTree(Files.readString(file));
        list.valueStream().map(JsonNode::asString).forEach(text -> {
            hold(text, "naughty");
            hold("password = \"" + text + "\"", "naughty");
            hold("https://a:" + text + "@b", "naughty");
        });
    }

    @ParameterizedTest
    @MethodSource("evil")
    void scan_ofEvilTexts_takesLinearTime(String part) {
        String text = part.repeat(LONG / part.length());
        assertTimeout(GENEROUS, () -> hold(text, part));
    }

    private static Stream<String> evil() {
        return Stream.of(
                "a",
                "=",
                "A1",
                "Ab3/",
                "\\n",
                "-",
                "\"",
                "ghp_",
                "password=",
                "key key ",
                "key,'",
                "curl ",
                "curl -u ",
                "://a:",
                "kind:secret\ndata:\n a: ",
                "eyJ",
                "eyJ-",
                "eyJa.",
                "M-",
                "MTA.",
                "sk-proj-",
                "ops_eyJ/",
                "ZXlK/",
                "ABSK/",
                "bearer ",
                "basic ",
                "login a password ",
                "token is a1",
                "-----BEGIN PRIVATE KEY-----",
                "-----BEGIN ",
                "secret=\"a1b2c3d4e5\" ",
                "\"key\"value=\"",
                "$1$",
                "hvs.",
                "secret_key=",
                "sharedaccesskey=");
    }

    private static void hold(String text, String what) {
        int last = 0;
        for (Find find : ALL.scan(text)) {
            assertThat(find.start()).as(what).isGreaterThanOrEqualTo(last);
            assertThat(find.end()).as(what).isLessThanOrEqualTo(text.length());
            assertThat(Secrets.rules()).contains(find.rule());
            last = find.end();
        }
    }
}
