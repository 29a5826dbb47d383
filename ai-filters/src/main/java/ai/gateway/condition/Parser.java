package ai.gateway.condition;

import java.util.ArrayList;
import java.util.List;

/** Reads a condition by descent; each level of parentheses is a level of calls, so there is a limit to them. */
final class Parser {

    private static final int MAX_DEPTH = 50;

    private final Tokens tokens;
    private final Vocabulary vocabulary;
    private final Comparisons comparisons;
    private int depth;

    Parser(Tokens tokens, Vocabulary vocabulary) {
        this.tokens = tokens;
        this.vocabulary = vocabulary;
        this.comparisons = new Comparisons(tokens);
    }

    Expression whole() {
        Expression whole = any();
        if (tokens.peek().type() != Token.Type.END) {
            throw tokens.peek().wrong("and, or, the end");
        }
        return whole;
    }

    private Expression any() {
        List<Expression> parts = new ArrayList<>();
        do {
            parts.add(all());
        } while (tokens.take("or") || tokens.take("||"));
        return Expression.Any.of(parts);
    }

    private Expression all() {
        List<Expression> parts = new ArrayList<>();
        do {
            parts.add(single());
        } while (tokens.take("and") || tokens.take("&&"));
        return Expression.All.of(parts);
    }

    private Expression single() {
        boolean negated = false;
        while (tokens.take("not") || tokens.take("!")) {
            negated = !negated;
        }
        Expression single = positive();
        return negated ? Expression.Not.of(single) : single;
    }

    private Expression positive() {
        if (tokens.peek().is("(")) {
            return nested();
        }
        if (tokens.take("exists")) {
            tokens.require("(");
            Expression exists = new Expression.Exists(name("a name"));
            tokens.require(")");
            return exists;
        }
        return comparisons.of(name("a name, not, exists, or a parenthesis"));
    }

    private Expression nested() {
        Token opening = tokens.next();
        if (++depth > MAX_DEPTH) {
            throw Token.wrong(opening.position(), depth + " levels of parentheses", "<= " + MAX_DEPTH);
        }
        Expression nested = any();
        if (!tokens.take(")")) {
            throw tokens.peek().wrong("and, or, )");
        }
        depth--;
        return nested;
    }

    private Name name(String expected) {
        Token token = tokens.next();
        if (token.type() != Token.Type.WORD || !Lexer.isWord(token.text())) {
            throw token.wrong(expected);
        }
        return vocabulary.find(token.text()).orElseThrow(() -> token.wrong(vocabulary.meantBy(token.text())));
    }
}
