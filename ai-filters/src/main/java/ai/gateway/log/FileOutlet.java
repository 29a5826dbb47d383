package ai.gateway.log;

import ai.gateway.ledger.LedgerException;
import ai.gateway.ledger.LogReports;
import ai.gateway.ledger.Logged;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A line of JSON for each exchange, in a file that only its owner reads. One that is full becomes {@code name.1}, the one before it
 * {@code name.2}, and so on.
 */
final class FileOutlet implements Outlet {

    private final Path path;
    private final long fullAt;
    private final int files;

    /** @param files how many are kept, the one that is written to among them */
    FileOutlet(Path path, long fullAt, int files) {
        this.path = path.toAbsolutePath();
        this.fullAt = fullAt;
        this.files = files;
    }

    @Override
    public String name() {
        return "file";
    }

    @Override
    public void write(List<Logged> some) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Logged each : some) {
            lines.writeBytes(LogReports.json(each).getBytes(UTF_8));
            lines.write('\n');
        }
        try {
            append(lines.toByteArray());
        } catch (IOException e) {
            throw new LedgerException("request log: " + path + " cannot be written", e);
        }
    }

    /** All of it or nothing: a line that was begun when the disk was full is taken back. */
    private void append(byte[] lines) throws IOException {
        if (Files.exists(path) && Files.size(path) > 0 && Files.size(path) + lines.length > fullAt) {
            rotate();
        }
        if (!Files.exists(path)) {
            Files.createDirectories(path.getParent());
            Files.createFile(path, ownersOnly());
        }
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
            long before = file.size();
            file.position(before);
            try {
                ByteBuffer left = ByteBuffer.wrap(lines);
                while (left.hasRemaining()) {
                    file.write(left);
                }
            } catch (IOException e) {
                file.truncate(before);
                throw e;
            }
        }
    }

    private FileAttribute<?>[] ownersOnly() {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private void rotate() throws IOException {
        for (int old = files - 1; old > 0; old--) {
            Path from = old == 1 ? path : numbered(old - 1);
            if (Files.exists(from)) {
                Files.move(from, numbered(old), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.deleteIfExists(path); // where one file is all there is to be
    }

    private Path numbered(int number) {
        return path.resolveSibling(path.getFileName() + "." + number);
    }
}
