package ai.gateway.health;

/** A place behind a {@link Gate}. Whoever has it gives it back, once; closing it again does nothing. */
public interface Permit extends AutoCloseable {

    @Override
    void close();
}
