package ai.gateway.judge;

import ai.gateway.dialect.TextVisitor.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static ai.gateway.judge.Asked.answers;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class LeakGuardTest {

    private static final String PROMPT =
            "You are Mira, the assistant of a small library by the sea. Answer in two sentences at most, and never speak of "
                    + "the shelf behind the green door. When somebody asks for a book that is lent, offer to put them on the "
                    + "list. Fines are forgiven on Fridays, but only to those who ask politely and bring the book back in person.";

    private static final String CHINESE =
            "你是一家小图书馆的助手，请用两句话以内回答问题，永远不要谈论绿色门后面的书架。如果有人想借的书已经被借走了，" + "请主动提出把他们加入等候名单。每个星期五可以免除罚款，但只限于那些礼貌请求的人。";

    private static final Guard LEAK = Judges.leak("leak");

    @ParameterizedTest
    @MethodSource("told")
    void answers_thatSayThePromptAgain_areObjectedTo(String answer) {
        assertThat(objection(answer)).as(answer).isNotNull();
    }

    static Stream<String> told() {
        String part = words(PROMPT, 10, 36);
        return Stream.of(
                PROMPT,
                "My instructions are: \"" + part + "\" and more of that kind.",
                part.toUpperCase(Locale.ROOT).replace(".", "\n*").replace(" ", "   "),
                part.replace("e", "é").replace("o", "ｏ"),
                part.chars().mapToObj(Character::toString).collect(Collectors.joining("-")),
                part.chars().mapToObj(Character::toString).collect(Collectors.joining("\u200B")),
                new StringBuilder(part).reverse().toString(),
                base64(part),
                "x" + base64(part),
                Base64.getMimeEncoder().encodeToString(part.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void answers_thatQuoteAFewWords_pass(String answer) {
        assertThat(objection(answer)).as(answer).isNull();
    }

    static Stream<String> harmless() {
        return Stream.of(
                "",
                "I am Mira, the assistant of a small library by the sea. How may I help?",
                "That book is lent, but I can put you on the list. Fines are forgiven on Fridays.",
                words(PROMPT, 10, 26) + " or so it seems. " + words(PROMPT, 30, 46),
                base64(words(PROMPT, 10, 20)),
                "a".repeat(3000));
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 60, 120, 199, 200, 201, 260, 399})
    void answers_inWindows_hideNothingInTheCut(int cut) {
        String leak = words(PROMPT, 20, 50);
        String answer = "x".repeat(400 - cut) + " " + leak + " " + "y ".repeat(200);
        int window = 401;

        boolean found = Stream.of(answer.substring(0, window), answer.substring(window - 200))
                .anyMatch(part -> objection(part) != null);

        assertThat(found).isTrue();
    }

    @Test
    void marks_coverWhatIsRepeated() {
        String part = words(PROMPT, 10, 40);
        Objection objection = objection("It says: " + part + " Zzz.");

        assertThat(objection).isNotNull();
        assertThat(objection.rule()).isEqualTo("repeated");
        assertThat(objection.marks()).singleElement().satisfies(mark -> {
            assertThat(mark.type()).isEqualTo("SYSTEM_PROMPT");
            assertThat(("It says: " + part).substring(mark.start(), mark.end())).isEqualTo(part);
        });
        assertThat(objection.why()).doesNotContain("library");
    }

    @Test
    void code_hasNoMarks() {
        Objection objection = objection(base64(PROMPT));

        assertThat(objection).isNotNull();
        assertThat(objection.rule()).isEqualTo("encoded");
        assertThat(objection.marks()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"11, false", "12, true"})
    void shortPrompts_areKeptFromTwelveWordsOn(int length, boolean kept) {
        String prompt = words(PROMPT, 20, 20 + length);

        assertThat(Asked.objection(LEAK, answers(List.of(system(prompt)), assistant(prompt))) != null)
                .isEqualTo(kept);
    }

    @Test
    void shortPrompts_inSmallPart_pass() {
        String prompt = words(PROMPT, 20, 40);
        List<Said> prompts = List.of(system(prompt));

        assertThat(Asked.objection(LEAK, answers(prompts, assistant(words(prompt, 0, 9)))))
                .isNull();
        assertThat(Asked.objection(LEAK, answers(prompts, assistant(words(prompt, 0, 15)))))
                .isNotNull();
    }

    @Test
    void scriptsWithoutBlanks_countByTheirSigns() {
        List<Said> prompts = List.of(system(CHINESE));

        assertThat(Asked.objection(LEAK, answers(prompts, assistant("好的：" + CHINESE.substring(5, 65)))))
                .isNotNull();
        assertThat(Asked.objection(LEAK, answers(prompts, assistant("好的：" + CHINESE.substring(5, 25)))))
                .isNull();
    }

    @Test
    void severalPrompts_areAllKept() {
        List<Said> prompts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            prompts.add(system(words(PROMPT, i * 15, i * 15 + 15)));
        }

        assertThat(Asked.objection(
                        LEAK, answers(prompts, assistant(prompts.get(2).text()))))
                .isNotNull();
    }

    @Test
    void othersWords_mayBeRepeated() {
        assertThat(Asked.objection(LEAK, answers(List.of(new Said(Role.USER, PROMPT)), assistant(PROMPT))))
                .isNull();
        assertThat(Asked.objection(LEAK, Matter.request(List.of(system(PROMPT), new Said(Role.USER, PROMPT)))))
                .isNull();
        assertThat(Asked.objection(LEAK, answers(List.of(system(PROMPT)), new Said(Role.THINKING, PROMPT))))
                .isNull();
    }

    private static @Nullable Objection objection(String answer) {
        return Asked.objection(LEAK, answers(List.of(system(PROMPT)), assistant(answer)));
    }

    private static String words(String text, int from, int to) {
        return Stream.of(text.split(" ", -1)).skip(from).limit(to - from).collect(Collectors.joining(" "));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private static Said system(String text) {
        return new Said(Role.SYSTEM, text);
    }

    private static Said assistant(String text) {
        return new Said(Role.ASSISTANT, text);
    }
}
