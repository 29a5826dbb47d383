package ai.gateway.guard;

import ai.gateway.scan.Find;
import ai.gateway.scan.Scanner;

import java.util.ArrayList;
import java.util.List;

/** Finds addresses in the web that are not those of known hosts, wherever they stand. */
final class Links implements Scanner {

    private final Hosts hosts;

    Links(Hosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public List<Find> scan(String text) {
        List<Find> finds = new ArrayList<>(0);
        int at = text.indexOf("//");
        while (at >= 0) {
            int start = start(text, at);
            int end = end(text, at + 2);
            if (start < at && end > at + 2 && !hosts.have(text.substring(start, end))) {
                finds.add(new Find("LINK", start, end, 1, "foreign-link"));
            }
            at = text.indexOf("//", Math.max(end, at + 2));
        }
        return finds;
    }

    /** Of {@code http:} or {@code https:} before the two strokes; where they are if it is not there. */
    private static int start(String text, int strokes) {
        for (String scheme : List.of("https:", "http:")) {
            if (text.regionMatches(true, strokes - scheme.length(), scheme, 0, scheme.length())) {
                return strokes - scheme.length();
            }
        }
        return strokes;
    }

    private static int end(String text, int from) {
        int end = from;
        while (end < text.length()
                && !Character.isWhitespace(text.charAt(end))
                && "<>\"'`)]}|\\".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        while (end > from && ".,;:!?*_".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }
}
