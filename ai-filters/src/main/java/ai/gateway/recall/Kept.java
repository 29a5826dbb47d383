package ai.gateway.recall;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * An answer that came whole, as the provider has sent it.
 *
 * @param dialect that it is in
 * @param model that gave it, as the provider names it; empty where nobody said
 * @param id its name; empty where it has none that matters
 * @param headers those that say something of the body
 * @param body all of it
 * @param ends where in the body each of its pieces ends
 * @param millis when each piece came, counted from the head of the answer
 * @param tokens of the answer; -1 where nobody said
 */
public record Kept(
        String dialect,
        String model,
        String id,
        Map<String, String> headers,
        byte[] body,
        int[] ends,
        int[] millis,
        long tokens) {

    private static final int SHORTEST_NAME = 6;

    public Kept {
        headers = Map.copyOf(headers);
    }

    /** What it takes in memory, about. */
    public long weight() {
        long rest = 400 + dialect.length() + model.length() + 8L * ends.length;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            rest += 100 + header.getKey().length() + header.getValue().length();
        }
        return body.length + rest;
    }

    /** The same with that name. */
    public Kept named(String name) {
        return new Kept(dialect, model, name, headers, body, ends, millis, tokens);
    }

    /**
     * The same answer given once more, which has a name of its own: as long as the one before, and of the same kind.
     *
     * @param letters from which the name is made
     */
    public Kept again(String letters) {
        int kind = Math.max(id.lastIndexOf('-'), id.lastIndexOf('_')) + 1;
        if (id.length() - kind < SHORTEST_NAME) {
            return this;
        }
        StringBuilder name = new StringBuilder(id.substring(0, kind));
        for (int i = 0; name.length() < id.length(); i++) {
            name.append(letters.charAt(letters.length() - 1 - i % letters.length()));
        }
        byte[] named = renamed(body, quoted(id), quoted(name.toString()));
        return new Kept(dialect, model, name.toString(), headers, named, ends, millis, tokens);
    }

    private static byte[] quoted(String name) {
        return ('"' + name + '"').getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] renamed(byte[] body, byte[] from, byte[] to) {
        byte[] renamed = body.clone();
        if (from.length != to.length) {
            return renamed; // letters that are no ASCII
        }
        for (int at = 0; at <= renamed.length - from.length; at++) {
            if (renamed[at] == '"' && Arrays.equals(renamed, at, at + from.length, from, 0, from.length)) {
                System.arraycopy(to, 0, renamed, at, to.length);
                at += to.length - 1;
            }
        }
        return renamed;
    }
}
