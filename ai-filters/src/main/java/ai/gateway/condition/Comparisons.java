package ai.gateway.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Reads what follows on a name: the operators and values that its kind allows. */
final class Comparisons {

    private static final Set<String> OPERATORS =
            Set.of("==", "!=", "<", "<=", ">", ">=", "~", "!~", "in", "not", "contains");

    private final Tokens tokens;

    Comparisons(Tokens tokens) {
        this.tokens = tokens;
    }

    Expression of(Name name) {
        if (name.kind() == Kind.FLAG && !isOperator(tokens.peek())) {
            return new Expression.Flag(name, /* expected= */ true);
        }
        boolean negated = tokens.take("not");
        Token operator = tokens.next();
        if (negated && !operator.is("in") && !operator.is("contains")) {
            throw operator.wrong("in, contains");
        }
        if (!isOperator(operator)) {
            throw refused(name, operator);
        }
        Expression positive = switch (name.kind()) {
            case TEXT -> text(name, operator);
            case NUMBER -> number(name, operator);
            case FLAG -> flag(name, operator);
            case TEXTS -> texts(name, operator);
        };
        return negated || operator.is("!=") || operator.is("!~") ? Expression.Not.of(positive) : positive;
    }

    private Expression text(Name name, Token operator) {
        return switch (operator.text()) {
            case "==", "!=" -> new Expression.TextIn(name, List.of(exactly(tokens.next())));
            case "in" -> new Expression.TextIn(name, list(this::exactly));
            case "~", "!~" -> new Expression.Matches(name, new Glob(value(tokens.next())));
            case "contains" -> new Expression.Contains(name, value(tokens.next()));
            default -> throw refused(name, operator);
        };
    }

    private Expression number(Name name, Token operator) {
        return switch (operator.text()) {
            case "==", "!=" -> new Expression.NumberIn(name, List.of(amount(tokens.next())));
            case "in" -> new Expression.NumberIn(name, list(this::amount));
            case "<" -> beyond(name, Expression.Beyond.Side.BELOW);
            case "<=" -> beyond(name, Expression.Beyond.Side.UP_TO);
            case ">" -> beyond(name, Expression.Beyond.Side.ABOVE);
            case ">=" -> beyond(name, Expression.Beyond.Side.FROM);
            default -> throw refused(name, operator);
        };
    }

    private Expression flag(Name name, Token operator) {
        if (!operator.is("==") && !operator.is("!=")) {
            throw refused(name, operator);
        }
        Token value = tokens.next();
        boolean yes = value.is("true") || value.is("yes");
        if (!yes && !value.is("false") && !value.is("no")) {
            throw value.wrong("true or false");
        }
        return new Expression.Flag(name, yes);
    }

    private Expression texts(Name name, Token operator) {
        if (!operator.is("contains")) {
            throw refused(name, operator);
        }
        return new Expression.Contains(name, value(tokens.next()));
    }

    private Expression beyond(Name name, Expression.Beyond.Side side) {
        return new Expression.Beyond(name, side, amount(tokens.next()));
    }

    private <T> List<T> list(Function<Token, T> member) {
        tokens.require("[");
        List<T> members = new ArrayList<>();
        do {
            members.add(member.apply(tokens.next()));
        } while (tokens.take(","));
        if (!tokens.take("]")) {
            throw tokens.peek().wrong("a comma or ]");
        }
        return List.copyOf(members);
    }

    /** A text to be equal to. A pattern is none, unless quotes say that it is. */
    private String exactly(Token token) {
        String value = value(token);
        if (token.type() == Token.Type.WORD && Lexer.isPattern(value)) {
            throw token.wrong("~ before a pattern, or quotes around a text");
        }
        return value;
    }

    private String value(Token token) {
        boolean reserved = token.type() == Token.Type.WORD && Lexer.RESERVED.contains(token.text());
        if (reserved) {
            throw token.wrong("a text; quotes make this one");
        }
        if (token.type() == Token.Type.WORD || token.type() == Token.Type.QUOTED) {
            return token.text();
        }
        throw token.wrong("a text");
    }

    private double amount(Token token) {
        if (token.type() == Token.Type.WORD) {
            return Written.number(token.text()).orElseThrow(() -> noAmount(token));
        }
        throw noAmount(token);
    }

    private static IllegalArgumentException noAmount(Token token) {
        return token.wrong("a number such as 8000, 8k or 0.5");
    }

    private static boolean isOperator(Token token) {
        return token.type() != Token.Type.QUOTED && OPERATORS.contains(token.text());
    }

    private static IllegalArgumentException refused(Name name, Token token) {
        return token.wrong("after " + name + ", which is " + name.kind().words() + ": "
                + name.kind().operators() + "; or exists(" + name + ")");
    }
}
