package ai.gateway.embeddings;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class WordPieceTest {

    private static WordPiece wordPiece;

    @BeforeAll
    static void read() throws IOException {
        Vocabulary vocabulary = OnnxModel.vocabulary();
        assertThat(vocabulary.size()).isEqualTo(30522);
        wordPiece = new WordPiece(vocabulary);
    }

    /** By the reference implementation of this vocabulary, Hugging Face's tokenizers 0.23. */
    static Stream<Arguments> reference() {
        return Stream.of(
                arguments("What is the capital of France?", "2054 2003 1996 3007 1997 2605 1029"),
                arguments("Héllo, Wörld! naïve café", "7592 1010 2088 999 15743 7668"),
                arguments("He\u0301llo a\u0301\u0323", "7592 1037"),
                arguments("İstanbul ΣΊΣΥΦΟΣ Straße", "9960 1173 18199 29733 29735 29736 29730 29733 2358 27807"),
                arguments(
                        "don't re-embed  tabs\tand\nnewlines",
                        "2123 1005 1056 2128 1011 7861 8270 21628 2015 1998 2047 12735"),
                arguments(
                        "unaffable antidisestablishmentarianism",
                        "14477 20961 3468 3424 10521 4355 7875 13602 3672 12199 2964"),
                arguments("北京 is 2024's 東京", "1781 1755 2003 16798 2549 1005 1055 1879 1755"),
                arguments("한국어", "1469 30006 30021 29991 30014 30020 29999 30008"),
                arguments("Привет мир", "1194 16856 10325 25529 15290 22919 1191 10325 16856"),
                arguments(
                        "$1,234.56 (50%) ~ a_b",
                        "1002 1015 1010 22018 1012 5179 1006 2753 1003 1007 1066 1037 1035 1038"),
                arguments("\u037e \u1fef \u212a \u2126", "1025 1036 1047 1179"),
                arguments("\u00a0\u3000nbsp q\u00a0w", "1050 5910 2361 1053 1059"));
    }

    @ParameterizedTest
    @MethodSource("reference")
    void read_knownTexts_areCutAsByTheReference(String text, String ids) {
        Pieces pieces = wordPiece.read(text);

        assertThat(pieces.ids()).containsExactly(signed(ids));
        assertThat(pieces.known()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"สวัสดีครับ", "👍", "\u2764", "🏴"})
    void read_wordWithoutACut_isOneUnknown(String text) {
        Pieces pieces = wordPiece.read("ok " + text + " ok");

        assertThat(pieces.ids()).containsExactly(signed("7929 100 7929"));
        assertThat(pieces.known()).isFalse();
    }

    /** They may carry a message that a larger model reads and this one does not. */
    @ParameterizedTest
    @ValueSource(strings = {"\u00ad", "\u200b", "\ufeff", "\u0000", "\ufe0f", "\ufffd", "\ue000", "\ud800", "\u202e"})
    void read_whatTheModelDoesNotSee_isNotKnown(String invisible) {
        Pieces pieces = wordPiece.read("o" + invisible + "k");

        assertThat(pieces.ids()).containsExactly(signed("7929"));
        assertThat(pieces.known()).isFalse();
    }

    @Test
    void read_tagsAndSelectorsBeyondTheFirstPlane_areNotKnown() {
        assertThat(wordPiece.read("ok" + Character.toString(0xE0041)).known()).isFalse();
        assertThat(wordPiece.read("ok" + Character.toString(0xE0101)).known()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t\u2028"})
    void read_nothing_isNotKnown(String text) {
        Pieces pieces = wordPiece.read(text);

        assertThat(pieces.ids()).containsExactly(101, 102);
        assertThat(pieces.known()).isFalse();
    }

    @Test
    void read_namesOfSigns_areText() {
        assertThat(wordPiece.read("[CLS] [MASK] [UNK]").ids()).doesNotContain(103, 100);
    }

    @Test
    void read_wordOf100Letters_isCut_andOf101IsNot() {
        assertThat(wordPiece.read("x".repeat(100)).ids()).hasSize(52);
        assertThat(wordPiece.read("x".repeat(100)).known()).isTrue();
        assertThat(wordPiece.read("x".repeat(101)).ids()).containsExactly(101, 100, 102);
    }

    @Test
    void read_126Pieces_fit_andOneMoreIsNotKnown() {
        assertThat(wordPiece.read("ok ".repeat(126).strip()))
                .matches(Pieces::known)
                .matches(pieces -> pieces.ids().length == 128);
        for (String more : new String[] {"ok ".repeat(127), ".".repeat(127), "ok ".repeat(125) + "tabs"}) {
            assertThat(wordPiece.read(more))
                    .matches(pieces -> !pieces.known())
                    .matches(pieces -> pieces.ids().length == 128);
        }
    }

    @Test
    void read_otherCaseAndOtherWhiteSpace_makeNoDifference() {
        assertThat(wordPiece.read("  WHAT\u2003is\r\n the capital of FRANCE ? ").ids())
                .containsExactly(signed("2054 2003 1996 3007 1997 2605 1029"));
    }

    /** A quarter of a million characters that each want most work: this takes minutes where work grows by the square. */
    @ParameterizedTest
    @ValueSource(
            strings = {"a", "\u0301\u0323", "\u0430\u0306", "\ud55c", "\u4e00", ".", "\u0378", "aaaaaaaaaaaaaaaq "})
    @Timeout(5)
    void read_evilText_takesNoLongerThanItsLength(String unit) {
        Pieces pieces = wordPiece.read(unit.repeat(1 << 18));

        assertThat(pieces.known()).isFalse();
        assertThat(pieces.ids().length).isLessThanOrEqualTo(128);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void read_anyText_isFramedAndHoldsOnlyKnownNumbers(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            String text = random.ints(random.nextInt(200), 1, 0x30000)
                    .map(c -> random.nextBoolean() ? c : c % 0x250)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            Pieces pieces = wordPiece.read(text);

            assertThat(pieces.ids()).startsWith(101).endsWith(102).hasSizeBetween(2, 128);
            assertThat(Arrays.stream(pieces.ids())).allMatch(id -> id >= 0 && id < 30522);
            if (pieces.known()) {
                assertThat(pieces.ids()).as("seed " + seed).doesNotContain(100).hasSizeGreaterThan(2);
            }
            assertThat(wordPiece.read(text).ids()).isEqualTo(pieces.ids());
        }
    }

    private static long[] signed(String ids) {
        long[] inner = Stream.of(ids.split(" ")).mapToLong(Long::parseLong).toArray();
        long[] all = Arrays.copyOf(new long[] {101}, inner.length + 2);
        System.arraycopy(inner, 0, all, 1, inner.length);
        all[all.length - 1] = 102;
        return all;
    }
}
