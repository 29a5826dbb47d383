package ai.gateway.pii;

import ai.gateway.scan.Find;

/** Finds the words of a list. */
final class Words {

    private final String name;
    private final Phrases phrases;

    Words(WordList list) {
        this.name = list.name();
        this.phrases = Phrases.of(list.words());
    }

    void over(Text text, Finds finds) {
        int at = 0;
        while (at < text.length()) {
            int end = text.isBoundary(at) ? phrases.end(text, at) : -1;
            if (end > at) {
                finds.add(new Find(name, at, end, 1, Finds.rule(name)));
            }
            at = Math.max(at + 1, end);
        }
    }
}
