package ai.gateway.tokens;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReferenceArray;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Finds the family of a model by its name. */
final class Families {

    private static final String FILE = "/ai/gateway/tokens.csv";
    private static final List<Family> ALL = read();

    /** A name that is longer is no model's, and is not worth its memory. */
    private static final int MAX_LENGTH = 256;

    /** Every name has one place, so that names which clients make up cannot fill the memory. */
    private static final AtomicReferenceArray<@Nullable Found> FOUND = new AtomicReferenceArray<>(1024);

    private record Found(String provider, String model, Family family) {}

    private Families() {}

    /** Of a model; where either name is not known, it is empty. */
    static Family of(String provider, String model) {
        int hash = provider.hashCode() * 31 + model.hashCode();
        int place = (hash ^ (hash >>> 16)) & (FOUND.length() - 1);
        Found found = FOUND.getAcquire(place);
        if (found != null && found.model.equals(model) && found.provider.equals(provider)) {
            return found.family;
        }
        Family family = find(provider, model);
        if (provider.length() + model.length() <= MAX_LENGTH) {
            FOUND.setRelease(place, new Found(provider, model, family));
        }
        return family;
    }

    static List<Family> all() {
        return ALL;
    }

    private static Family find(String provider, String model) {
        String provided = provider.toLowerCase(Locale.ROOT) + "/";
        String name = model.toLowerCase(Locale.ROOT);
        for (Family family : ALL) {
            if (family.has(provided, name)) {
                return family;
            }
        }
        throw new IllegalStateException(FILE + ": has no line for all others");
    }

    private static List<Family> read() {
        List<Family> families = new ArrayList<>();
        text().lines().filter(line -> !line.startsWith("#")).map(Family::of).forEach(families::add);
        return List.copyOf(families);
    }

    private static String text() {
        try (InputStream file = Families.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + ": is not on the class path");
            }
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
