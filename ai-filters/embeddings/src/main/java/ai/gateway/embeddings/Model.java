package ai.gateway.embeddings;

import ai.gateway.semantic.Encoded;

/** What makes a vector of a text, there and then. Safe for all threads until it is closed. */
interface Model extends AutoCloseable {

    Encoded encode(String text);

    @Override
    void close();
}
