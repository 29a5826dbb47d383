package ai.gateway.quota;

/**
 * How a counter stands after a claim of it.
 *
 * @param used in the window, by those that have settled
 * @param held by those that have not, with the one that asks if it was granted
 * @param waitMillis if it was refused, until there is room for what was asked, should nobody else use anything (a second where
 *     calls at the same time must end first; {@link Long#MAX_VALUE} for never); else until all that counts now is forgotten
 */
public record Level(long most, long used, long held, long waitMillis) {

    /** Calls end when they end: nobody can know. */
    public static final long UNTIL_A_CALL_ENDS = 1000;

    public long left() {
        return Math.max(0, most - used - held);
    }
}
