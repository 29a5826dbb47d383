package ai.gateway.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The switches of a {@link FaultProxy}, and what they make of a piece of answer. */
record Mischief(Duration delay, int size, Duration gap, End end, long corrupt) {

    static final Mischief NONE =
            new Mischief(Duration.ZERO, Integer.MAX_VALUE, Duration.ZERO, new End(Long.MAX_VALUE, new Step.Hang()), -1);

    /** The end comes with the next byte, wherever that is. */
    static final long NEXT = -1;

    record End(long at, Step step) {}

    Mischief withDelay(Duration changed) {
        return new Mischief(changed, size, gap, end, corrupt);
    }

    Mischief withSlices(int changed, Duration changedGap) {
        return new Mischief(delay, changed, changedGap, end, corrupt);
    }

    Mischief withEnd(long at, Step step) {
        return new Mischief(delay, size, gap, new End(at, step), corrupt);
    }

    Mischief withCorrupt(long position) {
        return new Mischief(delay, size, gap, end, position);
    }

    /** The steps that take the place of bytes of an answer which begin at {@code offset} of their connection. */
    List<Step> applyTo(byte[] bytes, long offset) {
        byte[] changed = bytes.clone();
        if (corrupt >= offset && corrupt < offset + bytes.length) {
            changed[(int) (corrupt - offset)] ^= (byte) 0xff;
        }
        Script script = Script.silence().pause(delay);
        long at = end.at == NEXT ? offset : end.at;
        if (offset + bytes.length < at || offset > at) {
            return sliced(script, changed).steps();
        }
        int before = (int) (at - offset);
        List<Step> steps =
                new ArrayList<>(sliced(script, Arrays.copyOf(changed, before)).steps());
        steps.add(end.step);
        steps.addAll(sliced(Script.silence(), Arrays.copyOfRange(changed, before, changed.length))
                .steps());
        return steps;
    }

    private Script sliced(Script script, byte[] bytes) {
        return script.drip(bytes, size, gap);
    }
}
