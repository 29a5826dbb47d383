package ai.gateway.judge;

/** How much a line looks like program code: above 0 for what does, below for what surely is something else. */
final class CodeLine {

    /** Of a longer line, the rest says no more. */
    private static final int READ = 400;

    /** Of a Python shell. */
    private static final int PROMPT = 4;

    private static final double PROSE = -3;
    private static final double DATA = -1.5;
    private static final double UNKNOWN = -0.5;
    private static final double ASSIGNED = 1.25;

    /** More words than that in a row without any sign are a sentence. */
    private static final int SENTENCE = 4;

    private final String line;
    private int words;
    private int plain;
    private int signs;
    private int calls;
    private int names;

    private CodeLine(String line) {
        this.line = line;
    }

    static double points(String text, int from, int to) {
        String line = text.substring(from, Math.min(to, from + READ)).strip();
        line = line.startsWith(">>> ") || line.startsWith("... ") ? line.substring(PROMPT) : line;
        return line.isEmpty() || isBrackets(line) ? 0 : new CodeLine(line).points();
    }

    private double points() {
        double other = other();
        if (other < 0) {
            return other;
        }
        if (isComment()) {
            return 0;
        }
        count();
        double points =
                CodeWords.points(line) + ending() + assignment() + 0.75 * Math.min(3, signs) + 0.5 * Math.min(3, calls);
        points += points > 0 ? 0.5 * Math.min(2, names) : 0;
        if (isPoint() && points < 3) {
            return DATA;
        }
        boolean sentence = words > SENTENCE && plain * 10 >= words * 8;
        if ((sentence && points < 3) || (words > 12 && plain * 10 >= words * 7)) {
            return PROSE;
        }
        return points < 1 ? UNKNOWN : Math.min(points, 4);
    }

    private static boolean isBrackets(String line) {
        for (int i = 0; i < line.length(); i++) {
            if ("{}[](),; ".indexOf(line.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Says as much as the lines around it. */
    private boolean isComment() {
        return line.startsWith("# ")
                || line.equals("#")
                || line.startsWith("-- ")
                || line.equals("--")
                || line.startsWith("//");
    }

    /** Of a list. */
    private boolean isPoint() {
        return line.startsWith("* ") || line.startsWith("- ") || line.startsWith("• ");
    }

    /** A name and what it is. In mathematics most names have one letter. */
    private double assignment() {
        int end = 0;
        while (end < line.length() && isName(line.charAt(end))) {
            end++;
        }
        boolean apart = end > 1 && line.startsWith(" = ", end);
        boolean close =
                end > 0 && line.startsWith("=", end) && !line.startsWith("==", end) && !line.startsWith("= ", end);
        return apart || (close && end + 1 < line.length()) ? ASSIGNED : 0;
    }

    /** Data, logs, tables, mathematics: what has as many signs as code has. */
    private double other() {
        char first = line.charAt(0);
        char last = line.charAt(line.length() - 1);
        if (first == '"' && (line.contains("\":") || last == '"' || line.endsWith("\","))) {
            return DATA;
        }
        if (first == '|' || (line.startsWith("at ") && last == ')') || line.startsWith("http")) {
            return DATA;
        }
        boolean log = (isDigit(first) && digits() >= 6)
                || line.contains(" INFO ")
                || line.contains(" WARN ")
                || line.contains(" ERROR ")
                || line.contains(" DEBUG ")
                || (first == '[' && line.length() > 1 && isDigit(line.charAt(1)));
        return log ? PROSE : isMathematics() ? DATA : 0;
    }

    private int digits() {
        int digits = 0;
        for (int i = 0; i < Math.min(24, line.length()); i++) {
            digits += isDigit(line.charAt(i)) ? 1 : 0;
        }
        return digits;
    }

    private boolean isMathematics() {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean command =
                    c == '\\' && i + 2 < line.length() && isSmall(line.charAt(i + 1)) && isSmall(line.charAt(i + 2));
            if (command
                    || (c == '^' && i > 0 && line.charAt(i - 1) != '[')
                    || (c >= 0x2200 && c <= 0x22FF)
                    || c == '×'
                    || c == '÷') {
                return !line.endsWith(";");
            }
        }
        return line.contains("$$");
    }

    private double ending() {
        char last = line.charAt(line.length() - 1);
        return switch (last) {
            case ';' -> 1.5;
            case '{' -> 2;
            case '\\' -> 1;
            case '(', '[' -> 1;
            case ')' -> line.endsWith("()") ? 1.5 : 0.25;
            case ',' -> 0.25;
            case '>' -> line.startsWith("<") ? 1 : 0;
            case '}' -> line.endsWith(";}") || line.endsWith("; }") ? 2 : 0;
            case '+', '-' -> line.endsWith("++") || line.endsWith("--") ? 1 : 0;
            default -> 0;
        };
    }

    /** One look at each character: words between blanks, names that only programs have, and signs of operators. */
    private void count() {
        int start = 0;
        for (int i = 0; i <= line.length(); i++) {
            if (i == line.length() || line.charAt(i) == ' ' || line.charAt(i) == '\t') {
                if (i > start) {
                    word(start, i);
                }
                start = i + 1;
            }
        }
    }

    private void word(int start, int end) {
        words++;
        boolean letters = true;
        for (int i = start; i < end; i++) {
            char c = line.charAt(i);
            char next = i + 1 < end ? line.charAt(i + 1) : 0;
            char before = i > start ? line.charAt(i - 1) : 0;
            letters &= Character.isLetter(c)
                    || (i == end - 1 && ".,:!?".indexOf(c) >= 0)
                    || c == '\''
                    || (c == '-' && i > start);
            signs += isOperator(c, next) ? 1 : 0;
            calls += c == '(' && isName(before) && i + 1 < end ? 1 : 0;
            calls += c == '[' && isName(before) && next != 0 ? 1 : 0;
            names += (c == '_' && isName(before) && isName(next)) || (isSmall(before) && c >= 'A' && c <= 'Z') ? 1 : 0;
            names += c == '.' && isSmall(before) && isSmall(next) && line.indexOf('(', i) > 0 ? 1 : 0;
        }
        signs += end - start == 1 && line.charAt(start) == '=' ? 1 : 0;
        plain += letters ? 1 : 0;
    }

    private static boolean isOperator(char c, char next) {
        return switch (c) {
            case '=' -> next == '=' || next == '>' || next == '"' || next == '\'';
            case '!', '+', '<', '*', '/', '|' -> next == '=';
            case '-' -> next == '>';
            case ':' -> next == ':' || next == '=';
            case '&' -> next == '&';
            case '$' -> next == '{' || next == '(' || isSmall(next);
            case '?' -> next == '.' || next == '?';
            default -> false;
        };
    }

    private static boolean isName(char c) {
        return isSmall(c) || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_';
    }

    private static boolean isSmall(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
