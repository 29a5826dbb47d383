package ai.gateway.pii;

import java.util.Set;

/** Addresses of e-mail, with letters of all scripts. */
final class Emails implements Recogniser {

    private static final int LONGEST_LOCAL = 64;
    private static final int LONGEST_LABEL = 63;
    private static final int LONGEST_DOMAIN = 253;
    private static final String LOCAL_SIGNS = "._%+-'";

    /** Files of pictures in double size are called {@code logo@2x.png}. */
    private static final Set<String> PICTURES = Set.of("png", "jpg", "jpeg", "gif", "svg", "webp");

    @Override
    public void look(Text text, int at, Finds finds) {
        int start = localStart(text, at);
        int end = domainEnd(text, at + 1);
        if (start < at && end > at) {
            finds.add(Entity.EMAIL, Strength.CLEAR, start, end);
        }
    }

    /** The index of the sign itself where nothing good stands before it. */
    private static int localStart(Text text, int at) {
        int start = at;
        while (isLocal(text.at(start - 1))) {
            start--;
            if (at - start > LONGEST_LOCAL) {
                return at;
            }
        }
        while (start < at && !text.isWordAt(start) && text.at(start) != '_') {
            start++;
        }
        return text.at(at - 1) == '.' ? at : start;
    }

    private static boolean isLocal(char c) {
        return Text.isWord(c) || (c != Text.NOTHING && LOCAL_SIGNS.indexOf(c) >= 0);
    }

    /** Behind the last label that may be a top-level domain; -1 where there is none. */
    private static int domainEnd(Text text, int start) {
        int found = -1;
        int label = start;
        while (label - start <= LONGEST_DOMAIN) {
            int end = labelEnd(text, label);
            if (end == label || end - label > LONGEST_LABEL) {
                break;
            }
            if (label > start && isTopLevel(text, label, end) && !isPicture(text, start, label, end)) {
                found = end;
            }
            if (text.at(end) != '.') {
                break;
            }
            label = end + 1;
        }
        return found;
    }

    private static int labelEnd(Text text, int start) {
        int end = start;
        while ((text.isWordAt(end) || text.at(end) == '-') && end - start <= LONGEST_LABEL) {
            end++;
        }
        while (end > start && text.at(end - 1) == '-') {
            end--;
        }
        return end;
    }

    private static boolean isTopLevel(Text text, int start, int end) {
        boolean punycode = end - start > 4 && text.slice(start, start + 4).equalsIgnoreCase("xn--");
        for (int i = start; i < end && !punycode; i++) {
            if (text.isDigitAt(i) || text.at(i) == '-') {
                return false;
            }
        }
        return end - start >= 2;
    }

    private static boolean isPicture(Text text, int domain, int label, int end) {
        return text.isDigitAt(domain) && PICTURES.contains(text.slice(label, end));
    }
}
