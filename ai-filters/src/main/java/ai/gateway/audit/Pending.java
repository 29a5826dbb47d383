package ai.gateway.audit;

import ai.gateway.ledger.Deed;
import ai.gateway.ledger.LedgerException;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonException;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A file of deeds that are not in the database yet, a line of JSON each, forced to the disk. Used by one thread at a time. */
final class Pending {

    private static final String NAME = "pending.jsonl";

    private final Path directory;
    private final Path file;
    private final long most;

    /** @param most bytes of it */
    Pending(Path directory, long most) {
        this.directory = directory;
        this.file = directory.resolve(NAME);
        this.most = most;
    }

    boolean isEmpty() {
        return !Files.exists(file);
    }

    /** @throws LedgerException when they are not there, either */
    void add(List<Deed.Done> all) {
        try {
            byte[] lines = lines(all);
            Files.createDirectories(directory);
            if (isEmpty()) {
                Files.createFile(file, ownersOnly());
            }
            if (Files.size(file) + lines.length > most) {
                throw new LedgerException("audit: " + file + " is full, and the database is away");
            }
            append(file, lines);
        } catch (IOException e) {
            throw new LedgerException("audit: " + file + " cannot be written", e);
        }
    }

    private static void append(Path to, byte[] lines) throws IOException {
        try (FileChannel channel = FileChannel.open(to, StandardOpenOption.WRITE)) {
            long before = channel.size();
            channel.position(before);
            try {
                ByteBuffer left = ByteBuffer.wrap(lines);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                channel.force(/* metaData= */ true);
            } catch (IOException e) {
                channel.truncate(before);
                throw e;
            }
        }
    }

    /** What is there; a line that was cut off by a power cut is left out. */
    List<Deed.Done> all() {
        try {
            List<Deed.Done> all = new ArrayList<>();
            for (String line : Files.readAllLines(file, UTF_8)) {
                Deed.Done one = read(line);
                if (one != null) {
                    all.add(one);
                }
            }
            return all;
        } catch (IOException e) {
            throw new LedgerException("audit: " + file + " cannot be read", e);
        }
    }

    /** From now on these are all that is there. */
    void keep(List<Deed.Done> rest) {
        try {
            if (rest.isEmpty()) {
                Files.delete(file);
                return;
            }
            Path other = Files.createTempFile(directory, NAME, "", ownersOnly());
            append(other, lines(rest));
            Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new LedgerException("audit: " + file + " cannot be written", e);
        }
    }

    private FileAttribute<?>[] ownersOnly() {
        boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static byte[] lines(List<Deed.Done> all) {
        StringBuilder lines = new StringBuilder();
        for (Deed.Done each : all) {
            Deed deed = each.deed();
            lines.append(new JsonWriter()
                            .beginObject()
                            .field("at", each.at())
                            .field("subject", each.subject())
                            .field("who", deed.who())
                            .field("action", deed.action())
                            .field("address", deed.address())
                            .field("became", deed.became() == null ? "" : deed.became())
                            .endObject())
                    .append('\n');
        }
        return lines.toString().getBytes(UTF_8);
    }

    private static Deed.@Nullable Done read(String line) {
        try {
            Json json = Json.parse(line.getBytes(UTF_8));
            String became = json.get("became").text();
            Deed deed = new Deed(
                    json.get("who").text(),
                    json.get("action").text(),
                    json.get("address").text(),
                    null,
                    became.isEmpty() ? null : became);
            return new Deed.Done(json.get("at").number(0), json.get("subject").text(), deed);
        } catch (JsonException cut) {
            return null;
        }
    }
}
