package ai.gateway.pipeline;

import ai.gateway.pipeline.TextFlow.Text;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What goes out, in its order: nothing overtakes a frame of which something is still held back. */
final class Outbox {

    /** Behind a frame that waits, no more than that wait with it. */
    private static final int MOST_WAITING = 1024;

    /** @param opening whether it is the beginning of what the next item goes on with */
    private record Item(@Nullable PatchedFrame frame, Supplier<byte[]> bytes, boolean opening) {

        boolean isOpen() {
            return frame != null && frame.isOpen();
        }
    }

    private final TextFlows flows;
    private final Deque<Item> items = new ArrayDeque<>();
    private final Map<Text, PatchedFrame.Place> last = new HashMap<>();

    Outbox(TextFlows flows) {
        this.flows = flows;
    }

    void add(byte[] bytes) {
        items.add(new Item(null, () -> bytes, /* opening= */ false));
    }

    /** What stands before the frame that is added next, and is nothing without it. */
    void addOpening(byte[] bytes) {
        items.add(new Item(null, () -> bytes, /* opening= */ true));
    }

    /** @param bytes of the frame as it will be, with what is around it; asked when nothing of it is held back any more */
    void add(PatchedFrame frame, Supplier<byte[]> bytes) {
        items.add(new Item(frame, bytes, /* opening= */ false));
    }

    /** A piece of a text has come, so that what was held back of the pieces before it is with this one. */
    void follow(PatchedFrame.Place place) {
        Text text = new Text(place.role(), place.run());
        boolean holds = flows.holds(place.role(), place.run());
        PatchedFrame.Place before = holds ? last.put(text, place) : last.remove(text);
        if (before != null) {
            before.close("");
        }
        if (holds) {
            place.open();
        }
    }

    /** What can go out now. */
    byte[] ready() {
        if (items.size() > MOST_WAITING) {
            close(items.element());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        while (!items.isEmpty() && !waits()) {
            out.writeBytes(items.remove().bytes().get());
        }
        return out.toByteArray();
    }

    /** Whether the first one waits. Should the stream break off meanwhile, nothing of an event is left half said. */
    private boolean waits() {
        for (Item item : items) {
            if (!item.opening()) {
                return item.isOpen();
            }
        }
        return false;
    }

    /** All that is left; nothing follows. */
    byte[] rest() {
        items.forEach(this::close);
        return ready();
    }

    private void close(Item item) {
        PatchedFrame frame = item.frame();
        if (frame != null) {
            for (PatchedFrame.Place place : frame.openPlaces()) {
                last.remove(new Text(place.role(), place.run()));
                place.close(flows.rest(place.role(), place.run()));
            }
        }
    }
}
