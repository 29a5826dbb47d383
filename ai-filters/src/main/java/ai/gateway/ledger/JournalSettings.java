package ai.gateway.ledger;

import java.nio.file.Path;

/**
 * @param directory of this gateway's alone
 * @param segmentBytes how large a file is
 * @param segments how many files there may be
 */
public record JournalSettings(Path directory, int segmentBytes, int segments) {

    private static final int SMALLEST = 256 << 10;
    private static final int FEWEST = 3;

    public JournalSettings {
        if (segmentBytes < SMALLEST || segmentBytes % 8 != 0) {
            throw new IllegalArgumentException(
                    "segment: " + segmentBytes + " bytes (expected: >= " + SMALLEST + ", a multiple of 8)");
        }
        if (segments < FEWEST) {
            throw new IllegalArgumentException("segments: " + segments + " (expected: >= " + FEWEST + ")");
        }
    }
}
