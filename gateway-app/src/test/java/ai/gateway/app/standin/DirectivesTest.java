package ai.gateway.app.standin;

import org.junit.jupiter.api.Test;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class DirectivesTest {
    @Test
    void in_severalInOneLine_endEachOther() {
        assertThat(Directives.in("please /slow 5 /think let me see /echo a /words 3\nb")
                        .given())
                .isEqualTo(Map.of("slow", "5", "think", "let me see", "echo", "a /words 3\nb"));
    }

    @Test
    void in_anArgument_endsAtTheLine() {
        assertThat(Directives.in("/think one\n/error 429 slow down\nrest").given())
                .isEqualTo(Map.of("think", "one", "error", "429 slow down"));
    }

    @Test
    void in_slashesThatAreNoDirectives_areText() {
        assertThat(Directives.in("see /usr/tool, and/or http://x/echo /toolbox /"))
                .isEqualTo(Directives.NONE);
    }

    @Test
    void number_wordsAndHugeNumbers_staysWithinItsLimits() {
        assertThat(Directives.in("/words many").number("words", 7, 100)).isEqualTo(7);
        assertThat(Directives.in("/words 99999999999").number("words", 7, 100)).isEqualTo(100);
        assertThat(Directives.NONE.number("words", -1, 100)).isEqualTo(-1);
    }
}
