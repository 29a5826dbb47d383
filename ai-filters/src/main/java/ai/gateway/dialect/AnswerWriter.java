package ai.gateway.dialect;

import ai.gateway.exchange.AnswerEvent;

import java.util.function.Consumer;

/** Writes one streamed answer: events in, frames out, each framed for the wire. */
public interface AnswerWriter extends Consumer<AnswerEvent> {

    /** What the client is told that comes. */
    String contentType();

    /** The bytes that were written since the last time. */
    byte[] take();
}
