package ai.gateway.embeddings;

/**
 * Two questions.
 *
 * @param category of the ways in which they differ; empty where nobody has said
 * @param same whether somebody has found that they ask the same
 */
record Pair(String category, String a, String b, boolean same) {}
