package ai.gateway.dialect;

import ai.gateway.wire.Json;

/** Reads one streamed answer: frames in, events out to the sink that it was made with. */
public interface AnswerReader {

    /**
     * One frame. Takes any JSON.
     *
     * @param name the event's name on the wire, of an AWS exception its type; empty where it has none
     */
    void frame(String name, Json frame);

    /** The stream said that it is over, in a frame that is no JSON ({@code [DONE]}), or its last byte came: ends what is open. */
    void end();
}
