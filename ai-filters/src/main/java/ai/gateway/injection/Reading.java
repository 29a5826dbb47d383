package ai.gateway.injection;

import ai.gateway.injection.Marks.Mark;

/**
 * A text as a model reads it.
 *
 * @param folded its letters
 * @param hits what was found among its words
 */
record Reading(Letters folded, Words words, Hits hits) {

    static Reading of(Letters text) {
        Marks marks = new Marks();
        Letters folded = Folding.of(text, marks);
        Words words = Splitter.split(Spaced.joined(folded, marks), marks);
        Hits hits = Reader.read(words);
        if (words.size() > 0) {
            Layout.read(words, hits);
            for (Mark mark : marks.all()) {
                int word = words.behind(mark.at());
                hits.add(Knowledge.ALL.number(mark.rule()), word, word);
            }
        }
        return new Reading(folded, words, hits);
    }

    /** Where in the text that was read some words begin. */
    int start(int firstWord, int lastWord) {
        return words.size() == 0 ? 0 : Math.min(start(firstWord), start(lastWord));
    }

    int end(int firstWord, int lastWord) {
        return words.size() == 0 ? 0 : Math.max(end(firstWord), end(lastWord));
    }

    private int start(int word) {
        Letters letters = words.letters();
        return Math.min(letters.start(words.from(word)), letters.start(words.to(word) - 1));
    }

    private int end(int word) {
        Letters letters = words.letters();
        return Math.max(letters.end(words.from(word)), letters.end(words.to(word) - 1));
    }
}
