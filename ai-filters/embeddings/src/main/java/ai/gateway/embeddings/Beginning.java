package ai.gateway.embeddings;

/**
 * As much of a text as is looked at: its first words, cut at white space. The model was made for sentences; of more it
 * remembers the topic and forgets the question.
 *
 * @param cutShort whether it ends before its last word does, because its words are longer than those of any language
 */
record Beginning(String text, boolean cutShort) {

    static final int WORDS = 64;

    /** Bounds the work on words without end. */
    static final int CHARS = 4096;

    static Beginning of(String text) {
        int words = 0;
        boolean inWord = false;
        for (int at = 0; at < text.length(); at++) {
            boolean white = Characters.isWhite(text.charAt(at));
            if (!white && !inWord) {
                words++;
            }
            inWord = !white;
            if (words > WORDS) {
                return new Beginning(text.substring(0, at), /* cutShort= */ false);
            }
            if (at == CHARS) {
                return new Beginning(text.substring(0, at), /* cutShort= */ true);
            }
        }
        return new Beginning(text, /* cutShort= */ false);
    }
}
