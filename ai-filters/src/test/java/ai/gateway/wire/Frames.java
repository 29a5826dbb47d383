package ai.gateway.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What a reader makes of a stream: one line a frame and one for the end, however the bytes were cut. */
final class Frames implements FrameSink {

    private final List<String> seen = new ArrayList<>();

    @Override
    public void frame(String name, byte[] bytes, int from, int to) {
        seen.add(name + "|" + new String(bytes, from, to - from, UTF_8));
    }

    @Override
    public void exception(String type, byte[] bytes, int from, int to) {
        seen.add("!" + type + "|" + new String(bytes, from, to - from, UTF_8));
    }

    static List<String> whole(FrameReader reader, byte[] bytes) {
        return cut(reader, bytes);
    }

    /** Fed in pieces that end at the cuts. Each piece is an array of its own, spoilt once it has been read. */
    static List<String> cut(FrameReader reader, byte[] bytes, int... cuts) {
        Frames frames = new Frames();
        try {
            int from = 0;
            for (int i = 0; i <= cuts.length; i++) {
                int to = i < cuts.length ? cuts[i] : bytes.length;
                byte[] piece = new byte[to - from + 4];
                System.arraycopy(bytes, from, piece, 2, to - from);
                reader.feed(piece, 2, piece.length - 2, frames);
                Arrays.fill(piece, (byte) '#');
                from = to;
            }
            frames.seen.add(reader.end(frames).name());
        } catch (FrameException e) {
            frames.seen.add(e.reason().name());
        }
        return frames.seen;
    }

    static List<String> byteByByte(FrameReader reader, byte[] bytes) {
        int[] cuts = new int[Math.max(0, bytes.length - 1)];
        Arrays.setAll(cuts, i -> i + 1);
        return cut(reader, bytes, cuts);
    }

    static List<String> randomly(FrameReader reader, byte[] bytes, long seed) {
        int[] cuts = new Random(seed)
                .ints(1 + bytes.length / 200, 0, bytes.length + 1)
                .sorted()
                .toArray();
        return cut(reader, bytes, cuts);
    }

    /** The frames, after all the ways of cutting gave the same. */
    static List<String> everyWay(String what, Supplier<FrameReader> readers, byte[] bytes) {
        List<String> whole = whole(readers.get(), bytes);
        requireSame(what + " byte by byte", whole, byteByByte(readers.get(), bytes));
        if (bytes.length <= 8192) {
            for (int at = 0; at <= bytes.length; at++) {
                requireSame(what + " cut at " + at, whole, cut(readers.get(), bytes, at));
            }
        }
        for (long seed = 0; seed < 20; seed++) {
            requireSame(what + " cut by seed " + seed, whole, randomly(readers.get(), bytes, seed));
        }
        return whole;
    }

    private static void requireSame(String what, List<String> expected, List<String> actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError(what + ": " + actual + " (expected: " + expected + ")");
        }
    }
}
