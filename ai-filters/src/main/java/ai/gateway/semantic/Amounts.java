package ai.gateway.semantic;

import ai.gateway.semantic.Word.Kind;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The numbers of a text with the signs between them, and what they are numbers of. */
final class Amounts {

    private final String[] numbers;
    private final String[] units;
    private final int ones;

    /** How often it says {@code one} in a word, which may mean no number. */
    private final int maybeOnes;

    private Amounts(List<String> numbers, List<String> units, int ones, int maybeOnes) {
        Collections.sort(numbers);
        Collections.sort(units);
        this.numbers = numbers.toArray(new String[0]);
        this.units = units.toArray(new String[0]);
        this.ones = ones;
        this.maybeOnes = maybeOnes;
    }

    static Amounts of(List<Word> words) {
        List<String> numbers = new ArrayList<>();
        List<String> units = new ArrayList<>();
        int ones = 0;
        int maybeOnes = 0;
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            if (word.is(Kind.NUMBER) && word.root().equals("1")) {
                ones++;
            } else if (word.is(Kind.NUMBER) && word.root().equals(Reader.MAYBE_ONE)) {
                maybeOnes++;
            } else if (word.is(Kind.NUMBER) || word.is(Kind.SIGN)) {
                numbers.add(word.root());
                unit(words, i, units);
            }
        }
        return new Amounts(numbers, units, ones, maybeOnes);
    }

    boolean hasSameNumbers(Amounts other) {
        return Arrays.equals(numbers, other.numbers)
                && ones <= other.ones + other.maybeOnes
                && other.ones <= ones + maybeOnes;
    }

    boolean hasSameUnits(Amounts other) {
        return Arrays.equals(units, other.units);
    }

    private static void unit(List<Word> words, int at, List<String> units) {
        String number = words.get(at).root();
        if (at > 0 && Terms.isCurrency(words.get(at - 1).root())) {
            units.add(number + " " + words.get(at - 1).root());
        } else if (at + 1 < words.size() && Terms.isUnit(words.get(at + 1).root())) {
            units.add(number + " " + words.get(at + 1).root());
        }
    }
}
