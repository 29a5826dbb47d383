package ai.gateway.condition;

/** What something that a condition asks about is, which decides what can be asked. */
public enum Kind {
    TEXT("a text", "==, !=, ~, !~, in, not in, contains, not contains"),

    /** Whole or decimal; exact up to 2^53. */
    NUMBER("a number", "==, !=, <, <=, >, >=, in, not in"),

    /** True or false. */
    FLAG("true or false", "==, !="),

    /** Several texts, in no order. */
    TEXTS("a list of texts", "contains, not contains");

    private final String words;
    private final String operators;

    Kind(String words, String operators) {
        this.words = words;
        this.operators = operators;
    }

    String words() {
        return words;
    }

    String operators() {
        return operators;
    }
}
