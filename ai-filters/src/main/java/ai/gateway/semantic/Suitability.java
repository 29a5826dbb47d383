package ai.gateway.semantic;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/** Whether a text may be looked up by its meaning at all: whether its answer is anybody's, at any time. */
public final class Suitability {

    /** A vector of a longer text says what it is about, and no more what it asks. */
    private static final int MOST_WORDS = 64;

    private static final int MOST_CHARACTERS = 1024;

    private static final Set<String> MINE = Lists.set("i we me us my mine our ours myself ourselves");

    /** Before {@code I} and {@code we}: anybody asks like this. */
    private static final Set<String> ANYBODY_BEFORE =
            Lists.set("do can could should would may might must if when unless before after while");

    /** Behind them. */
    private static final Set<String> ANYBODY_BEHIND = Lists.set("want need would wish can could should");

    private static final Set<String> BEFORE_ME = Lists.set("give tell show help teach let");

    private static final Set<String> TIMES = Lists.set("""
            today tonight tomorrow yesterday now nowadays current currently latest recent recently lately upcoming newest
            ago still
            """);

    private static final Set<String> POINTERS = Lists.set("this last next past coming previous");

    private static final Set<String> SPANS = Lists.set("""
            second minute hour day night morning afternoon evening week weekend month quarter year season semester
            decade century time monday tuesday wednesday thursday friday saturday sunday january february march april
            may june july august september october november december spring summer autumn fall winter
            """);

    private Suitability() {}

    /**
     * Why it may not, as a short stable code: {@code empty}, {@code too_long}, {@code non_latin}, {@code table},
     * {@code code}, {@code personal_data}, {@code my}, {@code time}; null where it may.
     */
    public static @Nullable String against(String text) {
        if (text.isBlank()) {
            return "empty";
        }
        if (text.length() > MOST_CHARACTERS) {
            return "too_long";
        }
        if (Script.isForeign(text)) {
            return "non_latin";
        }
        if (Markup.isTable(text)) {
            return "table";
        }
        if (Markup.isCode(text)) {
            return "code";
        }
        return PersonalData.isIn(text) ? "personal_data" : againstWords(Splitter.split(text));
    }

    private static @Nullable String againstWords(List<Token> tokens) {
        if (tokens.stream().noneMatch(token -> token.kind() == Token.Kind.WORD)) {
            return "empty";
        }
        if (tokens.size() > MOST_WORDS) {
            return "too_long";
        }
        for (int i = 0; i < tokens.size(); i++) {
            String before = text(tokens, i - 1);
            String behind = text(tokens, i + 1);
            if (isMine(tokens.get(i), before, behind) || isOwned(tokens, i)) {
                return "my";
            }
            if (isTime(tokens.get(i).text(), behind)) {
                return "time";
            }
        }
        return null;
    }

    private static boolean isMine(Token token, String before, String behind) {
        if (!MINE.contains(token.text())) {
            return false;
        }
        return switch (token.text()) {
            case "i", "we" -> !ANYBODY_BEFORE.contains(before) && !ANYBODY_BEHIND.contains(behind);
            case "me" -> !BEFORE_ME.contains(before);
            case "us" -> token.shape() != Token.Shape.CAPITALS;
            default -> true;
        };
    }

    /** {@code how much do I have}, but not {@code what do I have to do}. */
    private static boolean isOwned(List<Token> tokens, int i) {
        return tokens.get(i).is("i")
                && text(tokens, i - 1).equals("do")
                && text(tokens, i + 1).equals("have")
                && !text(tokens, i + 2).equals("to");
    }

    private static String text(List<Token> tokens, int i) {
        return i < 0 || i >= tokens.size() ? "" : tokens.get(i).text();
    }

    private static boolean isTime(String word, String behind) {
        String span = behind.endsWith("s") ? behind.substring(0, behind.length() - 1) : behind;
        return TIMES.contains(word) || (POINTERS.contains(word) && SPANS.contains(span));
    }
}
