package ai.gateway.pipeline;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The settings in force. They are only ever replaced as a whole, so a reader never sees half a reload. */
public final class SettingsHolder {

    private record State(long version, Settings settings) {}

    private final List<Consumer<Settings>> listeners = new CopyOnWriteArrayList<>();
    private volatile State state;

    public SettingsHolder(Settings first) {
        state = new State(1, first);
    }

    public Settings current() {
        return state.settings();
    }

    /** Grows by one with every accepted reload; 1 at the start. */
    public long version() {
        return state.version();
    }

    /** Puts new settings in force, then tells the listeners, on the caller's thread and in the order of the versions. */
    public synchronized void replace(Settings next) {
        state = new State(state.version() + 1, next);
        listeners.forEach(listener -> listener.accept(next));
    }

    /** From now on tells {@code listener} of every replacement. */
    public void onReplace(Consumer<Settings> listener) {
        listeners.add(listener);
    }
}
