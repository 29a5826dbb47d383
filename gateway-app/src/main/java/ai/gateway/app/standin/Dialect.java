package ai.gateway.app.standin;

/**
 * How one api words a reply: whole, or as a stream that is told block by block. A dialect keeps nothing between calls; what a stream
 * must remember is in its {@link Frames}.
 */
interface Dialect {
    Family family();

    /** The content type of its streams. */
    default String streamType() {
        return "text/event-stream; charset=utf-8";
    }

    Object whole(Reply reply);

    void begin(Reply reply, Frames out);

    void open(Reply reply, Block block, Frames out);

    void piece(Reply reply, Block block, String piece, Frames out);

    void close(Reply reply, Block block, Frames out);

    void end(Reply reply, Frames out);

    /** An error under way: what the api sends where the rest of the stream should have been. */
    void failure(Reply reply, Refusal refusal, Frames out);
}
