package ai.gateway.semantic;

import java.util.List;

/** Texts that are not prose: what they mean hangs on single characters. */
final class Markup {

    private static final List<String> OF_CODE = List.of(
            "```",
            "();",
            "){",
            ") {",
            "};",
            "=>",
            "==",
            "!=",
            "&&",
            "||",
            "::",
            "</",
            "/>",
            "#include",
            "<?",
            "$(",
            "${");

    private static final String SIGNS_OF_CODE = "{}[]<>;=_\\`|&#";

    /** One sign in so many characters is still prose. */
    private static final int FEW = 12;

    private Markup() {}

    static boolean isCode(String text) {
        for (String mark : OF_CODE) {
            if (text.contains(mark)) {
                return true;
            }
        }
        int signs = 0;
        for (int i = 0; i < text.length(); i++) {
            signs += SIGNS_OF_CODE.indexOf(text.charAt(i)) >= 0 ? 1 : 0;
        }
        return signs > 2 && signs * FEW > text.length();
    }

    /** Whether two lines, one below the other, have as many cells, and more than one. */
    static boolean isTable(String text) {
        return hasCells(text, '\t', 1) || hasCells(text, '|', 1) || hasCells(text, ',', 2) || hasCells(text, ';', 2);
    }

    private static boolean hasCells(String text, char between, int fewest) {
        int before = 0;
        int here = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == '\n') {
                if (here >= fewest && here == before) {
                    return true;
                }
                before = here;
                here = 0;
            } else if (text.charAt(i) == between) {
                here++;
            }
        }
        return false;
    }
}
