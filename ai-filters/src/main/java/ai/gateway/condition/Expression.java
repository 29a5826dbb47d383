package ai.gateway.condition;

import java.util.ArrayList;
import java.util.List;

/** A condition or a part of one. Lists are walked by index, which needs no iterator. */
sealed interface Expression {

    boolean test(Subject subject);

    /** Appends the canonical form of this, or of its opposite. */
    void write(StringBuilder out, boolean negated);

    /** At least one of at least two. */
    record Any(List<Expression> parts) implements Expression {

        static Expression of(List<Expression> parts) {
            List<Expression> flat = new ArrayList<>();
            parts.forEach(part -> flat.addAll(part instanceof Any any ? any.parts : List.of(part)));
            return flat.size() == 1 ? flat.get(0) : new Any(List.copyOf(flat));
        }

        @Override
        public boolean test(Subject subject) {
            for (int i = 0; i < parts.size(); i++) {
                if (parts.get(i).test(subject)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public void write(StringBuilder out, boolean negated) {
            out.append(negated ? "not (" : "");
            for (int i = 0; i < parts.size(); i++) {
                out.append(i == 0 ? "" : " or ");
                parts.get(i).write(out, /* negated= */ false);
            }
            out.append(negated ? ")" : "");
        }
    }

    /** Each of at least two. */
    record All(List<Expression> parts) implements Expression {

        static Expression of(List<Expression> parts) {
            List<Expression> flat = new ArrayList<>();
            parts.forEach(part -> flat.addAll(part instanceof All all ? all.parts : List.of(part)));
            return flat.size() == 1 ? flat.get(0) : new All(List.copyOf(flat));
        }

        @Override
        public boolean test(Subject subject) {
            for (int i = 0; i < parts.size(); i++) {
                if (!parts.get(i).test(subject)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public void write(StringBuilder out, boolean negated) {
            out.append(negated ? "not (" : "");
            for (int i = 0; i < parts.size(); i++) {
                boolean looser = parts.get(i) instanceof Any;
                out.append(i == 0 ? "" : " and ").append(looser ? "(" : "");
                parts.get(i).write(out, /* negated= */ false);
                out.append(looser ? ")" : "");
            }
            out.append(negated ? ")" : "");
        }
    }

    /** The opposite. */
    record Not(Expression part) implements Expression {

        static Expression of(Expression part) {
            return part instanceof Not not ? not.part : new Not(part);
        }

        @Override
        public boolean test(Subject subject) {
            return !part.test(subject);
        }

        @Override
        public void write(StringBuilder out, boolean negated) {
            part.write(out, !negated);
        }
    }

    /** A flag that is there and is as expected. */
    record Flag(Name name, boolean expected) implements Expression {

        @Override
        public boolean test(Subject subject) {
            Boolean flag = subject.flag(name);
            return flag != null && flag == expected;
        }

        @Override
        public void write(StringBuilder out, boolean negated) {
            if (expected) {
                out.append(negated ? "not " : "").append(name);
            } else {
                out.append(name).append(negated ? " != false" : " == false");
            }
        }
    }

    /** There is such a value. */
    record Exists(Name name) implements Expression {

        @Override
        public boolean test(Subject subject) {
            return switch (name.kind()) {
                case TEXT -> subject.text(name) != null;
                case NUMBER -> !Double.isNaN(subject.number(name));
                case FLAG -> subject.flag(name) != null;
                case TEXTS -> subject.texts(name) != null;
            };
        }

        @Override
        public void write(StringBuilder out, boolean negated) {
            out.append(negated ? "not " : "").append("exists(").append(name).append(')');
        }
    }

    /** A text that equals one of these. */
    record TextIn(Name name, List<String> values) implements Expression {

        @Override
        public boolean test(Subject subject) {
            String text = subject.text(name);
            return text != null && values.contains(text);
        }

        @Override
        public void write(StringBuilder out, boolean negated) {
            Written.in(out.append(name), values.stream().map(Written::text).toList(), negated);
        }
    }

    /** A text that fits a pattern. */
    record Matches(Name name, Glob glob) implements Expression {

        @Override
        public boolean test(Subject subject) {
            String text = subject.text(name);
            return text != null && glob.matches(text);
        }

        @Override
        public void write(StringBuilder out, boolean negated) {
            out.append(name).append(negated ? " !~ " : " ~ ").append(Written.text(glob.pattern()));
        }
    }

    /** A text with this one in it, or a list of texts with this one among them. */
    record Contains(Name name, String value) implements Expression {

        @Override
        public boolean test(Subject subject) {
            if (name.kind() == Kind.TEXTS) {
                List<String> texts = subject.texts(name);
                return texts != null && texts.contains(value);
            }
            String text = subject.text(name);
            return text != null && text.contains(value);
        }

        @Override
        public void write(StringBuilder out, boolean negated) {
            out.append(name).append(negated ? " not contains " : " contains ").append(Written.text(value));
        }
    }

    /** A number that equals one of these. */
    record NumberIn(Name name, List<Double> values) implements Expression {

        @Override
        public boolean test(Subject subject) {
            double number = subject.number(name);
            for (int i = 0; i < values.size(); i++) {
                if (number == values.get(i)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public void write(StringBuilder out, boolean negated) {
            Written.in(out.append(name), values.stream().map(Written::number).toList(), negated);
        }
    }

    /** A number on one side of a limit. One that is absent, and so not a number, is on none. */
    record Beyond(Name name, Side side, double limit) implements Expression {

        /** Of a limit; two of them have the limit on it. */
        enum Side {
            BELOW("<"),
            UP_TO("<="),
            ABOVE(">"),
            FROM(">=");

            private final String operator;

            Side(String operator) {
                this.operator = operator;
            }
        }

        @Override
        public boolean test(Subject subject) {
            double number = subject.number(name);
            return switch (side) {
                case BELOW -> number < limit;
                case UP_TO -> number <= limit;
                case ABOVE -> number > limit;
                case FROM -> number >= limit;
            };
        }

        @Override
        public void write(StringBuilder out, boolean negated) {
            out.append(negated ? "not " : "").append(name).append(' ').append(side.operator);
            out.append(' ').append(Written.number(limit));
        }
    }
}
