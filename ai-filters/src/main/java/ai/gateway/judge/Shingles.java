package ai.gateway.judge;

import java.util.List;

/**
 * All runs of {@link #WIDTH} letters that some texts have, by their hashes; and of how many letters on a text that is made of them
 * says again what one of these says. The hash is rolled from letter to letter (Rabin and Karp), modulo 2^64.
 */
final class Shingles {

    static final int WIDTH = 20;

    private static final long BASE = 0x9E3779B97F4A7C15L;
    private static final long MIX = 0xBF58476D1CE4E5B9L;
    private static final long FIRST = power(WIDTH);

    /** Twice as many as words: signs of scripts without spaces are half a word each. */
    private static final int FEWEST_UNITS = 2 * 12;

    private static final int LEAST_UNITS = 2 * 8;
    private static final int MOST_UNITS = 2 * 24;

    /** With blanks, that fits into what is seen again of an answer: none is cut such that it is missed. */
    private static final int MOST_LETTERS = 150;

    private final long[] hashes;
    private final short[] limits;
    private final int letters;

    private Shingles(int letters) {
        this.letters = letters;
        int size = Integer.highestOneBit(Math.max(8, letters)) * 4;
        this.hashes = new long[size];
        this.limits = new short[size];
    }

    /** Of texts that are too short to be kept secret, there are none. */
    static Shingles of(List<String> texts) {
        List<String> kept =
                texts.stream().filter(text -> units(text) >= FEWEST_UNITS).toList();
        List<Stripped> stripped = kept.stream().map(Stripped::of).toList();
        Shingles shingles =
                new Shingles(stripped.stream().mapToInt(Stripped::length).sum());
        for (int i = 0; i < kept.size(); i++) {
            shingles.add(stripped.get(i), units(kept.get(i)));
        }
        return shingles;
    }

    /** Words, in halves. */
    private static int units(String text) {
        int units = 0;
        boolean within = false;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            boolean letter = Character.isLetterOrDigit(point);
            boolean whole = letter && (Character.isIdeographic(point) || Scripts.isUnspaced(point));
            units += whole ? 1 : letter && !within ? 2 : 0;
            within = letter ? !whole : within && !Character.isWhitespace(point);
        }
        return units;
    }

    private void add(Stripped text, int units) {
        int wanted = Math.min(MOST_UNITS, Math.max(LEAST_UNITS, (units * 3 + 4) / 5));
        long limit = (long) text.length() * wanted / units;
        short kept = (short) Math.min(MOST_LETTERS, Math.max(WIDTH, limit));
        long hash = 0;
        for (int i = 0; i < text.length(); i++) {
            hash = rolled(hash, text, i);
            if (i >= WIDTH - 1) {
                put(hash == 0 ? 1 : hash, kept);
            }
        }
    }

    private void put(long hash, short limit) {
        int slot = slot(hash);
        limits[slot] = hashes[slot] == 0 || limits[slot] > limit ? limit : limits[slot];
        hashes[slot] = hash;
    }

    private int slot(long hash) {
        int slot = (int) ((hash * MIX) >>> 32) & (hashes.length - 1);
        while (hashes[slot] != 0 && hashes[slot] != hash) {
            slot = (slot + 1) & (hashes.length - 1);
        }
        return slot;
    }

    /** From how many letters on it counts that a text has this; 0 where none has it. */
    int limit(long hash) {
        return limits[slot(hash == 0 ? 1 : hash)];
    }

    /** Of the letters up to there, from that of the letters before. */
    static long rolled(long hash, Stripped text, int index) {
        long next = hash * BASE + value(text.at(index));
        return index < WIDTH ? next : next - value(text.at(index - WIDTH)) * FIRST;
    }

    private static long value(int letter) {
        long value = (letter + 1) * MIX;
        return (value ^ (value >>> 29)) * BASE;
    }

    private static long power(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= BASE;
        }
        return power;
    }

    boolean isEmpty() {
        return letters == 0;
    }

    int letters() {
        return letters;
    }
}
