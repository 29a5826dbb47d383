package ai.gateway.admin;

import java.security.SecureRandom;
import java.util.Base64;

/** What opens with keys: made here, or brought along. */
final class Secrets {

    private static final String PREFIX = "sk-";
    private static final int BYTES = 32;
    private static final int SHORTEST = 16;
    private static final int LONGEST = 512;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    static String next() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whoever brings one along is not shown it again. */
    static String checked(String given) {
        boolean isPlain = given.chars().allMatch(c -> c > ' ' && c <= '~');
        if (!isPlain || given.length() < SHORTEST || given.length() > LONGEST) {
            throw Problem.at(
                    "/secret",
                    "secret: *** (expected: " + SHORTEST + " to " + LONGEST + " letters, digits and signs of ASCII)");
        }
        return given;
    }
}
