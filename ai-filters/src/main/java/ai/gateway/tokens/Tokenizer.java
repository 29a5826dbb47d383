package ai.gateway.tokens;

/** Counts the tokens of a text exactly as a model does. */
@FunctionalInterface
interface Tokenizer {

    long count(String text);
}
