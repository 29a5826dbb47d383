package ai.gateway.app.sdk;

/** A vendor's SDK, used as its users use it. What it raises passes. */
interface Sdk extends AutoCloseable {

    /** Whether an SDK that can tell looks whether an answer is valid by its own types. */
    enum Trust {
        NONE,
        BLIND
    }

    /** The dialect that it speaks. */
    String dialect();

    /** Artifact and API, as the table names them. */
    String title();

    /** A path of its own API, in the version that this SDK asks. */
    default String relayed(String path) {
        return path;
    }

    Said ask(Question question);

    /** The same in pieces, put together by the SDK's own helper where it has one. */
    Said stream(Question question);

    /** Begins a stream, reads its first text, and goes away. */
    void hangUp(Question question);

    /** The SDK's own exception for a status. */
    Class<? extends Throwable> exception(int status);

    /** The status that such an exception tells. */
    int status(Throwable raised);

    @Override
    void close();
}
