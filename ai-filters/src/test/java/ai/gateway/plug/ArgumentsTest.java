package ai.gateway.plug;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ArgumentsTest {

    record Config(
            @DefaultValue List<String> names,
            @DefaultValue("1s") Duration firstWait,
            @DefaultValue("0") int count) {

        Config {
            if (count < 0) {
                throw new IllegalArgumentException("count: " + count + " (expected: >= 0)");
            }
        }
    }

    @Test
    void of_positions_eachItsField() {
        assertThat(read(Shortcut.positions("firstWait", "count"), "5s", "3").as(Config.class))
                .isEqualTo(new Config(List.of(), Duration.ofSeconds(5), 3));
    }

    @Test
    void of_gathered_allOneList() {
        assertThat(read(Shortcut.gather("names"), "a", " b ", "c-*")
                        .as(Config.class)
                        .names())
                .containsExactly("a", "b", "c-*");
    }

    @Test
    void of_named_inEverySpelling() {
        for (String name : List.of("firstWait", "first-wait", "first_wait", "firstwait", "FIRST_WAIT")) {
            assertThat(Arguments.of("AiX", Map.of(name, "2m"), Shortcut.NONE)
                            .as(Config.class)
                            .firstWait())
                    .as(name)
                    .isEqualTo(Duration.ofMinutes(2));
        }
    }

    @Test
    void of_yamlList_isAList() {
        Map<String, Object> raw = Map.of("names", Map.of("0", "a", "1", "b"));

        assertThat(Arguments.of("AiX", raw, Shortcut.gather("names"))
                        .as(Config.class)
                        .names())
                .containsExactly("a", "b");
    }

    @Test
    void of_mixed_namedBesidePositions() {
        Map<String, Object> raw = new LinkedHashMap<>();
        raw.put("_genkey_0", "9s");
        raw.put("count", "4");
        raw.put("dry-run", "true");
        Arguments arguments = Arguments.of("AiX", raw, Shortcut.positions("firstWait"));

        assertThat(arguments.as(Config.class)).isEqualTo(new Config(List.of(), Duration.ofSeconds(9), 4));
        assertThat(arguments.switches()).isEqualTo(new Switches(true, true, OnOther.SKIP));
    }

    @Test
    void switches_inEverySpelling() {
        for (String name : List.of("on-other", "onOther", "on_other")) {
            assertThat(Arguments.of("AiX", Map.of(name, "Reject"), Shortcut.NONE)
                            .switches()
                            .onOther())
                    .isEqualTo(OnOther.REJECT);
        }
        assertThat(Arguments.of("AiX", Map.of("enabled", "false"), Shortcut.NONE)
                        .switches()
                        .enabled())
                .isFalse();
        assertThat(Arguments.of("AiX", Map.of(), Shortcut.NONE).switches())
                .isEqualTo(new Switches(true, false, OnOther.SKIP));
    }

    @Test
    void as_unknownName_failsWithTheLineAndTheArgument() {
        assertThatThrownBy(() ->
                        Arguments.of("AiX", Map.of("coutn", "1"), Shortcut.NONE).as(Config.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("AiX: unknown argument coutn");
    }

    @Test
    void of_oneValueTooMany_fails() {
        assertThatThrownBy(() -> read(Shortcut.positions("count"), "1", "2"))
                .hasMessage("AiX: value 2 is one too many (expected: at most 1)");
        assertThatThrownBy(() -> read(Shortcut.NONE, "1")).hasMessageContaining("AiX: value 1 is one too many");
    }

    @Test
    void as_valueOfTheWrongKind_failsWithTheArgument() {
        assertThatThrownBy(() -> Arguments.of("AiX", Map.of("firstWait", "soon"), Shortcut.NONE)
                        .as(Config.class))
                .hasMessageStartingWith("AiX: first-wait: ");
        assertThatThrownBy(() -> Arguments.of("AiX", Map.of("enabled", "perhaps"), Shortcut.NONE)
                        .switches())
                .hasMessageStartingWith("AiX: enabled: ");
        assertThatThrownBy(() -> Arguments.of("AiX", Map.of("onOther", "pass"), Shortcut.NONE)
                        .switches())
                .hasMessageStartingWith("AiX: on-other: ");
    }

    @Test
    void as_refusedByTheRecord_failsWithItsReason() {
        assertThatThrownBy(() -> Arguments.of("AiX", Map.of("count", "-1"), Shortcut.NONE)
                        .as(Config.class))
                .hasMessage("AiX: count: -1 (expected: >= 0)");
    }

    private static Arguments read(Shortcut shortcut, String... values) {
        Map<String, Object> raw = new LinkedHashMap<>();
        for (String value : values) {
            raw.put("_genkey_" + raw.size(), value);
        }
        return Arguments.of("AiX", raw, shortcut);
    }
}
