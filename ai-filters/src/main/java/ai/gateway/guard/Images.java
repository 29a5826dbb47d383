package ai.gateway.guard;

import ai.gateway.scan.Find;
import ai.gateway.scan.Scanner;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds pictures in Markdown and HTML that are fetched from hosts that nobody has allowed: whoever shows the answer fetches them, and tells that
 * host what stands in the address.
 */
final class Images implements Scanner {

    private static final int LONGEST_NAME = 500;

    private final Hosts hosts;

    Images(Hosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public List<Find> scan(String text) {
        List<Find> finds = new ArrayList<>(0);
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int end = c == '!' ? markdown(text, at) : c == '<' ? html(text, at) : -1;
            if (end > 0) {
                finds.add(new Find("IMAGE", at, end, 1, "foreign-image"));
                at = end;
            } else {
                at++;
            }
        }
        return finds;
    }

    /** Behind the address of {@code ![name](address}, where it is a foreign one. */
    private int markdown(String text, int start) {
        if (!text.startsWith("![", start)) {
            return -1;
        }
        int last = Math.min(text.length() - 2, start + LONGEST_NAME);
        int name = start;
        while (name <= last && !text.startsWith("](", name)) {
            name++;
        }
        return name > last ? -1 : address(text, name + 2);
    }

    private int html(String text, int start) {
        if (!text.regionMatches(true, start, "<img", 0, 4)) {
            return -1;
        }
        int source = start + 4;
        while (source < text.length()
                && source - start < LONGEST_NAME
                && !text.regionMatches(true, source, "src=", 0, 4)) {
            source++;
        }
        if (source >= text.length() || source - start >= LONGEST_NAME) {
            return -1;
        }
        int from = source + 4;
        boolean quoted = from < text.length() && (text.charAt(from) == '"' || text.charAt(from) == '\'');
        return address(text, quoted ? from + 1 : from);
    }

    private int address(String text, int from) {
        int start = from;
        while (start < text.length() && (text.charAt(start) == ' ' || text.charAt(start) == '<')) {
            start++;
        }
        boolean remote = text.startsWith("//", start) || text.regionMatches(true, start, "http", 0, 4);
        if (!remote) {
            return -1; // however long it is
        }
        int end = start;
        while (end < text.length() && " )>\"'\n".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return hosts.have(text.substring(start, end)) ? -1 : end;
    }
}
