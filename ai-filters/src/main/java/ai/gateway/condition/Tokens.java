package ai.gateway.condition;

import java.util.List;

/** Where reading stands in a condition. */
final class Tokens {

    private final List<Token> all;
    private int at;

    /** @param all with the end as the last one, which is never passed */
    Tokens(List<Token> all) {
        this.all = all;
    }

    Token peek() {
        return all.get(at);
    }

    Token next() {
        Token token = all.get(at);
        at = Math.min(at + 1, all.size() - 1);
        return token;
    }

    /** Passes over a word or symbol if it comes next. */
    boolean take(String expected) {
        boolean here = peek().is(expected);
        if (here) {
            next();
        }
        return here;
    }

    void require(String expected) {
        if (!take(expected)) {
            throw peek().wrong(expected);
        }
    }
}
