package ai.gateway.secrets;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What stands behind the scheme of an Authorization header.
 *
 * @param basic whether the scheme is Basic, or Bearer
 */
record SchemeProbe(Rule rule, boolean basic) implements Probe {

    static final String BASIC = "basic ";
    static final String BEARER = "bearer ";

    static final Alphabet TOKEN = Alphabet.of("A-Za-z0-9._~+/=-");

    static final int LONGEST = 2000;
    private static final int SHORTEST_BASIC = 8;
    private static final int SHORTEST_BEARER = 16;

    @Override
    public void look(Sight sight, int start, int end) {
        String text = sight.text();
        if (start > 0 && Alphabet.WORD.has(text.charAt(start - 1))) {
            return;
        }
        int last = TOKEN.run(text, end, LONGEST);
        if (basic
                ? isBasic(text.substring(end, last))
                : last - end >= SHORTEST_BEARER && Texts.hasDigit(text, end, last)) {
            sight.add(rule, end, last);
        }
    }

    /** Whether it is the base 64 of a user and a password. */
    static boolean isBasic(String value) {
        if (value.length() < SHORTEST_BASIC) {
            return false;
        }
        try {
            String user = new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
            return user.indexOf(':') > 0 && user.chars().allMatch(c -> c >= ' ' && c < 127);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
