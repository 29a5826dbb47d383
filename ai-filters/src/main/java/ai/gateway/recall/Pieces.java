package ai.gateway.recall;

import java.util.ArrayList;
import java.util.List;

/** The pieces of an answer in the order in which they came; those at the front can be let go. Belongs to whoever locks it. */
final class Pieces {

    /**
     * Some bytes of an array.
     *
     * @param due when it came, or is to be given, in milliseconds after the head
     */
    record Piece(byte[] bytes, int from, int to, int due) {

        int length() {
            return to - from;
        }
    }

    private final List<Piece> kept = new ArrayList<>(4);
    private int gone;
    private long bytes;
    private long goneBytes;

    static Pieces of(Kept answer, Pace pace) {
        Pieces pieces = new Pieces();
        int[] due = pace.due(answer);
        int from = 0;
        for (int i = 0; i < due.length; i++) {
            int to = i == due.length - 1 ? answer.body().length : answer.ends()[i];
            pieces.add(new Piece(answer.body(), from, to, due[i]));
            from = to;
        }
        return pieces;
    }

    void add(Piece piece) {
        kept.add(piece);
        bytes += piece.length();
    }

    /** How many there were in all. */
    int count() {
        return gone + kept.size();
    }

    /** All bytes that there were. */
    long bytes() {
        return bytes;
    }

    /** Bytes that are still held. */
    long held() {
        return bytes - goneBytes;
    }

    boolean isWhole() {
        return gone == 0;
    }

    Piece get(int index) {
        return kept.get(index - gone);
    }

    /** Lets those before that one go. */
    void letGo(int before) {
        int letGo = Math.max(0, before - gone);
        for (Piece piece : kept.subList(0, letGo)) {
            goneBytes += piece.length();
        }
        kept.subList(0, letGo).clear();
        gone += letGo;
    }

    byte[] body() {
        byte[] body = new byte[(int) bytes];
        int at = 0;
        for (Piece piece : kept) {
            System.arraycopy(piece.bytes(), piece.from(), body, at, piece.length());
            at += piece.length();
        }
        return body;
    }

    int[] ends() {
        int[] ends = new int[kept.size()];
        int at = 0;
        for (int i = 0; i < ends.length; i++) {
            at += kept.get(i).length();
            ends[i] = at;
        }
        return ends;
    }

    int[] millis() {
        return kept.stream().mapToInt(Piece::due).toArray();
    }
}
