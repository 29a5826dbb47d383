package ai.gateway.semantic;

import org.jspecify.annotations.Nullable;

/** Whether two questions whose vectors lie near each other ask the same. Rules only ever speak against it. */
public enum Alikeness {
    /** Lets a question be asked in other words, as long as none of them stands for another. */
    FAQ,
    /** Lets it be asked with other forms of the same words alone, or with synonyms. */
    STRICT;

    private static final int MOST_ADDED = 2;

    /** The first rule that speaks against it, in lower case with underscores; null where none does. Symmetric. */
    public @Nullable String against(Question one, Question other) {
        if (one.hasSameWords(other)) {
            return null;
        }
        if (!one.amounts().hasSameNumbers(other.amounts())) {
            return "number";
        }
        if (!one.amounts().hasSameUnits(other.amounts())) {
            return "unit";
        }
        if (!one.hasSameDates(other)) {
            return "date";
        }
        if (one.negators() != other.negators()) {
            return "negation";
        }
        return againstWords(one, other);
    }

    private @Nullable String againstWords(Question one, Question other) {
        Difference content = Difference.ofContent(one, other);
        if (content.hasOpposites()
                || Difference.of(one.functions(), other.functions()).hasOpposites()) {
            return "antonym";
        }
        if (Names.differ(one, other)) {
            return "name";
        }
        boolean asksElse = this == STRICT
                ? Asked.differ(one.asked(), other.asked())
                : Asked.clash(one.asked(), other.asked(), content.isNone());
        if (asksElse) {
            return "question_word";
        }
        if (!one.hasSameForm(other)) {
            return "form";
        }
        if (Order.isSwapped(one, other, content.isNone())) {
            return "role_swap";
        }
        if (content.isOnBothSides()) {
            return "substitution";
        }
        return isTooMuch(content.size(), Math.min(one.content().length, other.content().length)) ? "addition" : null;
    }

    /** Whether words that only one of them has make it another question. */
    private boolean isTooMuch(int added, int shared) {
        return switch (this) {
            case FAQ -> added > MOST_ADDED || (added > 0 && added >= shared);
            case STRICT -> added > 0;
        };
    }
}
