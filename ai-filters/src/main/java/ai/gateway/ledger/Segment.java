package ai.gateway.ledger;

import org.jspecify.annotations.Nullable;

import java.nio.MappedByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * One file of a journal, in memory. What is copied into it is the operating system's from then on, whatever becomes of us.
 *
 * <p>A header (magic, sequence, how far it is drained), then records: length, checksum, payload, filled up to eight bytes. The
 * sequence number is mixed into the checksums, so that a file can be used again without being wiped: what it said before is
 * noise. A blank one has the number 0.
 */
final class Segment {

    static final int HEADER = 64;
    static final int LONGEST_RECORD = 64 << 10;

    private static final long MAGIC = 0x4149_4757_4A52_4E31L;
    private static final int SEQUENCE = 8;
    private static final int DRAINED = 16;
    private static final int FRAME = 8;

    private final Path path;
    private final MappedByteBuffer bytes;
    private volatile long sequence;
    private volatile int written = HEADER;
    private int forced = HEADER;
    private volatile boolean headerForced;

    Segment(Path path, MappedByteBuffer bytes) {
        this.path = path;
        this.bytes = bytes;
        this.sequence = bytes.getLong(SEQUENCE);
    }

    static boolean isOne(MappedByteBuffer bytes) {
        return bytes.capacity() > HEADER && bytes.getLong(0) == MAGIC;
    }

    static void sign(MappedByteBuffer bytes) {
        bytes.putLong(0, MAGIC);
        bytes.force(0, HEADER);
    }

    Path path() {
        return path;
    }

    int capacity() {
        return bytes.capacity();
    }

    long sequence() {
        return sequence;
    }

    boolean isBlank() {
        return sequence == 0;
    }

    int written() {
        return written;
    }

    int left() {
        return capacity() - written;
    }

    /** What a payload takes with all that is around it. */
    static int size(int length) {
        return FRAME + ((length + 7) & ~7);
    }

    void begin(long as) {
        bytes.putInt(DRAINED, HEADER);
        bytes.putLong(SEQUENCE, as);
        written = HEADER;
        headerForced = false;
        sequence = as;
    }

    synchronized void blank() {
        bytes.putLong(SEQUENCE, 0);
        sequence = 0;
        written = HEADER;
        forced = HEADER;
        bytes.force(0, HEADER);
    }

    /** @return where it is */
    int append(byte[] payload, int length, int checksum) {
        int at = written;
        bytes.put(at + FRAME, payload, 0, length);
        bytes.putInt(at + 4, checksum ^ seed());
        bytes.putInt(at, length);
        written = at + size(length);
        return at;
    }

    static int checksum(byte[] payload, int length) {
        CRC32C crc = new CRC32C();
        crc.update(payload, 0, length);
        return (int) crc.getValue();
    }

    private int seed() {
        return (int) ((sequence * 0x9E37_79B9_7F4A_7C15L) >>> 32);
    }

    /** Null where there is none. */
    byte @Nullable [] payload(int at) {
        if (at + FRAME > capacity()) {
            return null;
        }
        int length = bytes.getInt(at);
        if (length <= 0 || length > LONGEST_RECORD || length > capacity() - at - FRAME) {
            return null;
        }
        byte[] payload = new byte[length];
        bytes.get(at + FRAME, payload);
        return checksum(payload, length) == (bytes.getInt(at + 4) ^ seed()) ? payload : null;
    }

    interface Found {

        /** @param at where it is, ahead of what comes next */
        void record(int at, byte[] payload);
    }

    /**
     * Looks for all that is whole, whatever lies between; writing goes on behind the last of it.
     *
     * @return how many bytes before the last one are nothing of ours
     */
    int recover(Found found) {
        int strange = 0;
        int skipped = 0;
        int at = HEADER;
        while (at <= capacity() - FRAME) {
            byte[] payload = payload(at);
            if (payload == null) {
                skipped += 8;
                at += 8;
                continue;
            }
            found.record(at, payload);
            strange += skipped;
            skipped = 0;
            at += size(payload.length);
            written = at;
        }
        if (drained() < HEADER || drained() > written) {
            drained(HEADER);
        }
        return strange;
    }

    int drained() {
        return bytes.getInt(DRAINED);
    }

    /** What is before that place is somebody else's care now. */
    void drained(int upTo) {
        bytes.putInt(DRAINED, upTo);
        headerForced = false;
    }

    boolean isDrained() {
        return drained() >= written;
    }

    /** Makes it safe against the end of the machine, too. */
    synchronized void force() {
        int end = written;
        if (!headerForced) {
            headerForced = true;
            bytes.force(0, HEADER);
        }
        if (end > forced) {
            bytes.force(forced, end - forced);
            forced = end;
        }
    }
}
