package ai.gateway.ledger;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The directory of a journal. One process at a time has it. */
final class Shelf implements AutoCloseable {

    private static final String BEGIN = "journal-";
    private static final String END = ".bin";
    private static final String UNFINISHED = ".new";
    private static final int PIECE = 64 << 10;

    private final Path directory;
    private final int size;
    private final FileChannel lock;
    private int names;

    private Shelf(Path directory, int size, FileChannel lock) {
        this.directory = directory;
        this.size = size;
        this.lock = lock;
    }

    /** @throws LedgerException when another gateway has it, or nothing can be written there */
    static Shelf open(Path directory, int size) {
        try {
            Files.createDirectories(directory);
            FileChannel channel =
                    FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isOurs(channel)) {
                channel.close();
                throw new LedgerException("journal: " + directory.toAbsolutePath()
                        + " is in use by another gateway (expected: a directory of its own for each)");
            }
            return new Shelf(directory, size, channel);
        } catch (IOException e) {
            throw new LedgerException("journal: nothing can be written in " + directory.toAbsolutePath() + ": " + e, e);
        }
    }

    private static boolean isOurs(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException expected) {
            return false;
        }
    }

    /** Those that were there, in the order in which they were written; blank ones first. What is not a segment is put aside. */
    List<Segment> find(Watch watch) {
        List<Segment> found = new ArrayList<>();
        try (Stream<Path> paths = Files.list(directory)) {
            for (Path path : paths.filter(Shelf::isNamedAsOne).toList()) {
                if (path.toString().endsWith(UNFINISHED)) {
                    Files.delete(path);
                    continue;
                }
                names = Math.max(names, number(path));
                Segment segment = opened(path);
                if (segment == null) {
                    Path aside = path.resolveSibling(path.getFileName() + ".damaged");
                    Files.move(path, aside, StandardCopyOption.REPLACE_EXISTING);
                    watch.lost(aside.toString(), new IOException("not a segment of a journal"));
                } else {
                    found.add(segment);
                }
            }
        } catch (IOException e) {
            throw new LedgerException("journal: " + directory.toAbsolutePath() + " cannot be read: " + e, e);
        }
        found.sort(Comparator.comparingLong(Segment::sequence));
        return found;
    }

    private static boolean isNamedAsOne(Path path) {
        String name = path.getFileName().toString();
        return name.startsWith(BEGIN) && (name.endsWith(END) || name.endsWith(UNFINISHED)) && Files.isRegularFile(path);
    }

    private static int number(Path path) {
        String name = path.getFileName().toString();
        try {
            return Integer.parseInt(name.substring(BEGIN.length(), name.length() - END.length()));
        } catch (NumberFormatException expected) {
            return 0;
        }
    }

    private static @Nullable Segment opened(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long length = channel.size();
            if (length <= Segment.HEADER || length > Integer.MAX_VALUE) {
                return null;
            }
            MappedByteBuffer bytes = channel.map(FileChannel.MapMode.READ_WRITE, 0, length);
            return Segment.isOne(bytes) ? new Segment(path, bytes) : null;
        }
    }

    /** A blank one. Its place on the disk is taken by writing it: a full disk must show here, not in memory later. */
    Segment create() throws IOException {
        names++;
        Path path = directory.resolve(BEGIN + names + END);
        Path unfinished = directory.resolve(BEGIN + names + UNFINISHED);
        try (FileChannel channel = FileChannel.open(
                unfinished, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer zeros = ByteBuffer.allocateDirect(PIECE);
            for (int written = 0; written < size; written += zeros.position()) {
                zeros.clear().limit(Math.min(PIECE, size - written));
                while (zeros.hasRemaining()) {
                    channel.write(zeros);
                }
            }
            channel.force(true);
            MappedByteBuffer bytes = channel.map(FileChannel.MapMode.READ_WRITE, 0, size);
            Segment.sign(bytes);
            bytes.load();
            Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
            return new Segment(path, bytes);
        } catch (IOException e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
    }

    boolean isOfThatSize(Segment segment) {
        return segment.capacity() == size;
    }

    void discard(Segment segment) throws IOException {
        Files.deleteIfExists(segment.path());
    }

    /** Lets another process have it. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
