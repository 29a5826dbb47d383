package ai.gateway.testing;

/** The end of a connection: which, when by {@link System#nanoTime()}, and who ended it. */
public record SeenClose(int connection, long nanos, By by) {

    public enum By {
        SCRIPT,
        PEER_FIN,
        PEER_RESET
    }

    boolean byPeer() {
        return by != By.SCRIPT;
    }
}
