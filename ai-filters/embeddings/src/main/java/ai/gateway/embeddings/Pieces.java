package ai.gateway.embeddings;

/**
 * What a model reads of a text.
 *
 * @param ids the numbers of its pieces, between the signs of a beginning and an end
 * @param known whether nothing of the text is lost in them but case, accents and the width of white space
 */
record Pieces(long[] ids, boolean known) {}
