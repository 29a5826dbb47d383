package ai.gateway.pii;

import java.util.Collection;
import java.util.List;

/** Ids that are written in one of many forms. Reads each chain of words once and compares it with all forms of its length. */
final class Chains implements Recogniser {

    /** No form has more words. */
    private static final int MOST_WORDS = 9;

    /** Signs that make one number of two. */
    private static final String JOINS = "-./:+";

    private static final String CURRENCIES = "$€£¥₹";

    /** How far to look for a digit in the word beside an id. */
    private static final int GLANCE = 12;

    private final Form[][] byLength;
    private final int shortest;

    Chains(Collection<Form> forms) {
        int longest =
                forms.stream().mapToInt(form -> form.shape().length()).max().orElse(0);
        this.shortest =
                forms.stream().mapToInt(form -> form.shape().length()).min().orElse(0);
        this.byLength = new Form[longest + 1][];
        for (int i = 0; i <= longest; i++) {
            int length = i;
            List<Form> fitting = forms.stream()
                    .filter(form -> form.shape().length() == length)
                    .toList();
            byLength[i] = fitting.toArray(Form[]::new);
        }
    }

    @Override
    public void look(Text text, int at, Finds finds) {
        if (goesOnBefore(text, at)) {
            return;
        }
        Chain chain = new Chain();
        int start = at;
        for (int words = 0; words < MOST_WORDS; words++) {
            int end = chain.word(text, start);
            if (end < 0 || chain.length() >= byLength.length) {
                return;
            }
            if (chain.length() >= shortest && !goesOnBehind(text, end)) {
                compare(chain, at, end, finds);
            }
            if (!chain.sign(text, end)) {
                return;
            }
            start = end + 1;
        }
    }

    private void compare(Chain chain, int start, int end, Finds finds) {
        for (Form form : byLength[chain.length()]) {
            if (form.shape().fits(chain) && form.check().test(chain.id())) {
                finds.add(form.entity(), form.strength(), start, end);
            }
        }
    }

    /** Whether this is a part of a longer number: of the amount behind a currency, or the end of {@code 1.23456}. */
    private static boolean goesOnBefore(Text text, int start) {
        char before = text.at(start - 1);
        if (before == '+' || CURRENCIES.indexOf(before) >= 0) {
            return true;
        }
        return JOINS.indexOf(before) >= 0 && hasDigitBefore(text, start - 1);
    }

    private static boolean hasDigitBefore(Text text, int end) {
        for (int i = end - 1; i >= end - GLANCE && text.isWordAt(i); i--) {
            if (text.isDigitAt(i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean goesOnBehind(Text text, int end) {
        if (JOINS.indexOf(text.at(end)) < 0) {
            return false;
        }
        for (int i = end + 1; i <= end + GLANCE && text.isWordAt(i); i++) {
            if (text.isDigitAt(i)) {
                return true;
            }
        }
        return false;
    }
}
