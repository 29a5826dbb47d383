package ai.gateway.dialect.gemini;

import java.util.Arrays;

/** Turns places in the UTF-8 of a text into places in its characters, and back. */
final class BytePlaces {

    /** By character, how many bytes stand before it; the last one is the length of all. */
    private final int[] before;

    BytePlaces(String text) {
        before = new int[text.length() + 1];
        for (int i = 0; i < text.length(); i++) {
            before[i + 1] = before[i] + bytes(text.charAt(i));
        }
    }

    /** Half a surrogate pair is half of four bytes. */
    private static int bytes(char c) {
        if (c < 0x80) {
            return 1;
        }
        return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }

    /** -1 where the place is none. */
    int character(long place) {
        if (place < 0) {
            return -1;
        }
        int found = Arrays.binarySearch(before, (int) Math.min(place, Integer.MAX_VALUE));
        return found >= 0 ? found : Math.min(-found - 1, before.length - 1);
    }

    int bytes(int character) {
        return before[Math.max(0, Math.min(character, before.length - 1))];
    }
}
