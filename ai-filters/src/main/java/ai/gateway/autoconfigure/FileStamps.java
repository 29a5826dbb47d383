package ai.gateway.autoconfigure;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What files looked like at one moment, to see whether they changed. The real path is part of it: Kubernetes changes a
 * mounted ConfigMap by pointing a symbolic link at another directory.
 */
record FileStamps(Map<Path, Optional<Stamp>> stamps) {

    record Stamp(
            Path real,
            FileTime modified,
            long size,
            @Nullable Object file) {}

    static FileStamps of(Set<Path> files) {
        Map<Path, Optional<Stamp>> stamps = new HashMap<>();
        files.forEach(file -> stamps.put(file, stamp(file)));
        return new FileStamps(stamps);
    }

    private static Optional<Stamp> stamp(Path file) {
        try {
            Path real = file.toRealPath();
            BasicFileAttributes found = Files.readAttributes(real, BasicFileAttributes.class);
            return Optional.of(new Stamp(real, found.lastModifiedTime(), found.size(), found.fileKey()));
        } catch (IOException missing) {
            return Optional.empty();
        }
    }
}
