package ai.gateway.mask;

import ai.gateway.access.KeyHash;

import java.nio.charset.StandardCharsets;

/**
 * {@code <EMAIL_1f09c3a2>}: the same for the same, turn after turn, as far as the same one calls. Who has no secret cannot try
 * guesses against it.
 */
final class Keyed implements Names {

    private static final int DIGITS = 8;

    private final KeyHash hash;
    private final String caller;

    Keyed(KeyHash hash, String caller) {
        this.hash = hash;
        this.caller = caller;
    }

    static KeyHash hash(String secret) {
        return new KeyHash(("mask\n" + secret).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String of(String type, String original, int attempt) {
        String digits = hash.of(attempt + "\n" + type + '\n' + caller.length() + ' ' + caller + original)
                .hex();
        return "<" + type + '_' + digits.substring(0, DIGITS) + '>';
    }
}
