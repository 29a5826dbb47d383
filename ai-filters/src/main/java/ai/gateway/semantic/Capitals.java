package ai.gateway.semantic;

import ai.gateway.semantic.Token.Gap;
import ai.gateway.semantic.Token.Shape;

import java.util.List;

/**
 * What a capital says in a text.
 *
 * @param titled whether most words have one, as in a headline, so that it says nothing
 * @param shouted whether most words are all capitals
 */
record Capitals(boolean titled, boolean shouted) {

    private static final int FEWEST = 4;

    static Capitals of(List<Token> tokens) {
        int words = 0;
        int initials = 0;
        int whole = 0;
        for (Token token : tokens) {
            boolean word = token.kind() == Token.Kind.WORD && token.text().length() > 1;
            words += word ? 1 : 0;
            initials += word && token.shape() != Shape.SMALL ? 1 : 0;
            whole += word && token.shape() == Shape.CAPITALS ? 1 : 0;
        }
        boolean enough = words >= FEWEST;
        return new Capitals(enough && initials * 10 > words * 7, enough && whole * 10 > words * 6);
    }

    boolean isName(Token token) {
        return switch (token.shape()) {
            case SMALL -> false;
            case CAPITAL ->
                !titled
                        && token.gap() != Gap.SENTENCE
                        && token.text().length() > 1
                        && !Lexicon.isFunction(token.text());
            case CAPITALS -> !shouted;
            case MIXED -> true;
        };
    }
}
