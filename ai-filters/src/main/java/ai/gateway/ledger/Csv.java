package ai.gateway.ledger;

/**
 * Lines as RFC 4180 has them. A text that a spreadsheet would take for a formula gets an apostrophe before it: names and tags are
 * chosen by those whose costs are shown to others.
 */
final class Csv {

    private static final String FORMULA = "=+-@\t\r\n";

    private final StringBuilder lines = new StringBuilder();
    private boolean begun;

    Csv text(String text) {
        boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
        return plain(formula ? "'" + text : text);
    }

    Csv number(long number) {
        return plain(Long.toString(number));
    }

    /** One that we have made. */
    Csv plain(String field) {
        if (begun) {
            lines.append(',');
        }
        begun = true;
        if (isPlain(field)) {
            lines.append(field);
        } else {
            lines.append('"').append(field.replace("\"", "\"\"")).append('"');
        }
        return this;
    }

    private static boolean isPlain(String field) {
        return field.indexOf(',') < 0 && field.indexOf('"') < 0 && field.indexOf('\n') < 0 && field.indexOf('\r') < 0;
    }

    void endLine() {
        lines.append("\r\n");
        begun = false;
    }

    @Override
    public String toString() {
        return lines.toString();
    }
}
