package ai.gateway.semantic;

import ai.gateway.semantic.Word.Kind;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A text as the rules see it. Made once, in time linear in its length, and compared with any number of others. Knows of
 * English alone; words of other languages are words without forms.
 */
public final class Question {

    /** How far behind {@code as} a form is named. */
    private static final int NEAR = 3;

    private final List<Word> words;
    private final String[] texts;
    private final String[] roots;
    private final String[] bag;
    private final String[] content;
    private final String[] names;
    private final String[] functions;
    private final String[] dates;
    private final String[] forms;
    private final List<Direction> directions;
    private final Amounts amounts;
    private final int negators;
    private final Asked asked;

    private Question(List<Word> words) {
        this.words = words;
        this.texts = words.stream().map(Word::text).toArray(String[]::new);
        this.roots = words.stream().map(Word::root).toArray(String[]::new);
        this.bag = words.stream().map(Word::root).sorted().toArray(String[]::new);
        this.directions = Direction.in(words);
        this.content = set(words, word -> word.is(Kind.CONTENT), Word::root);
        this.names = set(words, Word::name, Word::text);
        this.functions = set(words, Question::holdsTogether, Word::root);
        this.dates = set(words, word -> word.is(Kind.DATE), Word::root);
        this.forms = forms(words);
        this.amounts = Amounts.of(words);
        this.negators =
                (int) words.stream().filter(word -> word.is(Kind.NEGATOR)).count();
        this.asked = Asked.by(words);
    }

    public static Question of(String text) {
        return new Question(Reader.read(text));
    }

    List<Word> words() {
        return words;
    }

    /** Roots of what it is about, each once, in order. */
    String[] content() {
        return content;
    }

    /** What is written like a name, as text. */
    String[] names() {
        return names;
    }

    String[] functions() {
        return functions;
    }

    List<Direction> directions() {
        return directions;
    }

    Amounts amounts() {
        return amounts;
    }

    int negators() {
        return negators;
    }

    Asked asked() {
        return asked;
    }

    boolean hasSameWords(Question other) {
        return Arrays.equals(texts, other.texts) || Arrays.equals(roots, other.roots);
    }

    /** Whether both have the same words, in any order. */
    boolean hasSameBag(Question other) {
        return Arrays.equals(bag, other.bag);
    }

    boolean hasSameDates(Question other) {
        return Arrays.equals(dates, other.dates);
    }

    /** Whether answers to both are in the same language and form. */
    boolean hasSameForm(Question other) {
        return Arrays.equals(forms, other.forms);
    }

    private static boolean holdsTogether(Word word) {
        return word.is(Kind.FUNCTION) || word.is(Kind.NEGATOR) || word.is(Kind.ASKING);
    }

    private static String[] forms(List<Word> words) {
        List<Word> found = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            int end = Terms.beginsForm(words.get(i).text()) ? Math.min(words.size(), i + 1 + NEAR) : i;
            for (int k = i + 1; k < end; k++) {
                String word = words.get(k).text();
                if (Terms.isForm(word) || (k == i + 1 && Terms.isLanguage(word))) {
                    found.add(words.get(k));
                }
            }
        }
        return set(found, word -> true, word -> Lexicon.concept(word.text()));
    }

    private static String[] set(List<Word> words, Predicate<Word> wanted, Function<Word, String> part) {
        return words.stream().filter(wanted).map(part).distinct().sorted().toArray(String[]::new);
    }
}
