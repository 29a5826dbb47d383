package ai.gateway.dialect.cohere;

import ai.gateway.exchange.Citation;
import ai.gateway.exchange.Seal;

/** The block that a stream is in. What it has no words for passes without. */
interface ChatBlock {

    /** Of which the stream says nothing. */
    ChatBlock NONE = new ChatBlock() {};

    default void piece(String piece) {}

    default void seal(Seal seal) {}

    default void cite(Citation citation) {}

    default void end() {}
}
