package ai.gateway.pii;

/** Addresses of eight groups of hexadecimal digits; the last two may be an address of version 4. */
final class Ipv6 implements Recogniser {

    private static final int GROUPS = 8;
    private static final int LONGEST_GROUP = 4;

    /** Groups of that length are a word, and no part of a time or a slice. */
    private static final int CLEAR_GROUP = 3;

    /** Asked at each colon, answers at the first one of an address. */
    @Override
    public void look(Text text, int at, Finds finds) {
        int start = at;
        while (start > at - LONGEST_GROUP && Text.isHex(text.at(start - 1))) {
            start--;
        }
        char before = text.at(start - 1);
        if (before == ':' || before == '_' || Text.isWord(before)) {
            return;
        }
        Parse parse = new Parse(text, start);
        if (parse.isAddress()) {
            finds.add(Entity.IP, parse.strength(), start, parse.at);
        }
    }

    /** The way through one address. */
    private static final class Parse {

        private final Text text;
        private final int start;
        private int at;
        private int groups;
        private int longest;
        private int shortest = LONGEST_GROUP;
        private boolean digit;
        private boolean gap;

        Parse(Text text, int start) {
            this.text = text;
            this.start = start;
            this.at = start;
            boolean more = true;
            while (more && groups < GROUPS) {
                more = group() && colon();
            }
        }

        boolean isAddress() {
            boolean whole = gap ? groups < GROUPS : groups == GROUPS;
            char behind = text.at(at);
            boolean number = behind == '.' && text.isDigitAt(at + 1);
            boolean goesOn = number || Text.isWord(behind) || behind == '_' || behind == ':';
            return whole && !goesOn && !isOfPairs();
        }

        Strength strength() {
            if (at - start == 2) {
                return Strength.BARE;
            }
            boolean clear = digit && (longest >= CLEAR_GROUP || groups == GROUPS);
            return clear ? Strength.CLEAR : Strength.WEAK;
        }

        /** Eight pairs are the address of a device. */
        private boolean isOfPairs() {
            return !gap && longest == 2 && shortest == 2;
        }

        /** Whether something may follow. */
        private boolean group() {
            int four = groups <= GROUPS - 2 ? Ipv4.end(text, at) : -1;
            if (four >= 0) {
                groups += 2;
                longest = LONGEST_GROUP;
                digit = true;
                at = four;
                return false;
            }
            int end = at;
            while (Text.isHex(text.at(end)) && end - at < LONGEST_GROUP) {
                digit |= text.isDigitAt(end);
                end++;
            }
            if (end > at) {
                groups++;
                longest = Math.max(longest, end - at);
                shortest = Math.min(shortest, end - at);
            }
            at = end;
            return true;
        }

        private boolean colon() {
            if (text.at(at) != ':') {
                return false;
            }
            if (text.at(at + 1) == ':') {
                boolean first = !gap;
                gap = true;
                at += first ? 2 : 0;
                return first;
            }
            boolean follows = Text.isHex(text.at(at + 1)) && groups < GROUPS && at > start;
            at += follows ? 1 : 0;
            return follows;
        }
    }
}
