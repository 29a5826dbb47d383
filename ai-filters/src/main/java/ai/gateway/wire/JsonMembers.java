package ai.gateway.wire;

/**
 * One walk over the members of an object that stops at those somebody looks for. Nothing is made of the others, neither of
 * their names nor of their values. Where many members may be missing, this is cheaper than to ask for each.
 */
public final class JsonMembers {

    private final Tape tape;
    private final JsonKeys keys;
    private final int end;
    private int following;
    private int value;
    private String name = "";

    JsonMembers(Tape tape, JsonKeys keys, int first, int end) {
        this.tape = tape;
        this.keys = keys;
        this.following = first;
        this.end = end;
    }

    /** Goes on to the next member of interest; false when there is none. */
    public boolean next() {
        while (following < end) {
            String found = keys.find(tape, following);
            value = following + 2;
            following = tape.next(value);
            if (found != null) {
                name = found;
                return true;
            }
        }
        return false;
    }

    public String name() {
        return name;
    }

    /** Whether the value is a string that reads so. */
    public boolean is(String text) {
        return tape.kind(value) <= Tape.ESCAPED && tape.kind(value) >= Tape.STRING && tape.same(value, text);
    }

    public boolean isNull() {
        return tape.kind(value) == Tape.NULL;
    }

    public Json value() {
        return new Json(tape, value);
    }
}
