package ai.gateway.judge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A catalogue of messages as GNU gettext compiles it: two tables of lengths and places, of what was translated and of how. */
final class Catalogue {

    private static final int MAGIC = 0x950412DE;
    private static final int FIRST_TABLE = 12;
    private static final int SECOND_TABLE = 16;

    private Catalogue() {}

    /** All translations that differ from what was translated. Those into other encodings than UTF-8 are left out. */
    static List<String> translated(Path file) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            return bytes.getInt(0) == MAGIC ? translated(bytes) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> translated(ByteBuffer bytes) {
        List<String> all = new ArrayList<>();
        for (int i = 1; i < bytes.getInt(8); i++) {
            String before = text(bytes, bytes.getInt(FIRST_TABLE) + 8 * i);
            String after = text(bytes, bytes.getInt(SECOND_TABLE) + 8 * i);
            if (!before.equals(after) && after.indexOf('\uFFFD') < 0) {
                all.add(after);
            }
        }
        return all;
    }

    /** Of plurals the first. */
    private static String text(ByteBuffer bytes, int entry) {
        byte[] text = new byte[bytes.getInt(entry)];
        bytes.get(bytes.getInt(entry + 4), text);
        String whole = new String(text, StandardCharsets.UTF_8);
        int end = whole.indexOf('\0');
        return end < 0 ? whole : whole.substring(0, end);
    }
}
