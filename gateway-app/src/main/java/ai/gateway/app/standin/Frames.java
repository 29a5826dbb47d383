package ai.gateway.app.standin;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Where a dialect puts the frames of one stream. Each frame is one event and leaves in one piece. */
final class Frames {
    private List<byte[]> waiting = new ArrayList<>();
    private int sent;

    Frames(int sent) {
        this.sent = sent;
    }

    /** How many frames came before: the sequence number of the next one. */
    int sent() {
        return sent;
    }

    void event(String name, Object json) {
        raw("event: " + name + "\ndata: " + Json.text(json) + "\n\n");
    }

    void data(Object json) {
        raw("data: " + Json.text(json) + "\n\n");
    }

    void done() {
        raw("data: [DONE]\n\n");
    }

    void line(Object json) {
        raw(Json.text(json) + "\n");
    }

    void raw(String frame) {
        raw(frame.getBytes(StandardCharsets.UTF_8));
    }

    void raw(byte[] frame) {
        waiting.add(frame);
        sent++;
    }

    List<byte[]> take() {
        List<byte[]> taken = waiting;
        waiting = new ArrayList<>();
        return taken;
    }
}
