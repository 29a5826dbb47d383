package ai.gateway.recognise;

import ai.gateway.pipeline.SettingsPart;
import ai.gateway.provider.Catalogue;
import ai.gateway.recognise.RecognisersProperties.Kind;
import ai.gateway.recognise.RecognisersProperties.Written;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes of what is written of recognisers what is wanted of them. */
final class RecognisersReader implements SettingsPart<RecognisersProperties, Wanted> {

    private static final String ANALYZE = "/analyze";

    @Override
    public Class<RecognisersProperties> written() {
        return RecognisersProperties.class;
    }

    @Override
    public Class<Wanted> type() {
        return Wanted.class;
    }

    @Override
    public Wanted read(RecognisersProperties written, Catalogue catalogue) {
        TreeMap<String, Wanted.One> all = new TreeMap<>();
        written.recognisers().forEach((name, one) -> all.put(name, one("recognisers." + name + ".", one)));
        return new Wanted(all);
    }

    private static Wanted.One one(String where, Written written) {
        Kind type = written.type();
        if (type == null) {
            throw new IllegalArgumentException(where + "type: none (expected: presidio, names)");
        }
        if (!(written.score() >= 0 && written.score() <= 1)) {
            throw new IllegalArgumentException(where + "score: " + written.score() + " (expected: 0 to 1)");
        }
        if (written.entities().isEmpty()) {
            throw new IllegalArgumentException(where + "entities: none (expected: some, such as PERSON)");
        }
        Set<String> unknown = new TreeSet<>(written.entities());
        unknown.removeAll(NameFinder.ENTITIES);
        if (type == Kind.NAMES && !unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    where + "entities: " + unknown + " (expected: of " + NameFinder.ENTITIES + ")");
        }
        return new Wanted.One(
                type,
                type == Kind.PRESIDIO ? address(where, written.endpoint()) : null,
                written.language(),
                written.entities(),
                written.score());
    }

    /** @return where texts are analyzed, whether or not the path was written, too */
    private static @Nullable URI address(String where, String endpoint) {
        String base = endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint;
        try {
            URI address = URI.create(base.endsWith(ANALYZE) ? base : base + ANALYZE);
            boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            if (http && address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException noAddress) {
            // told below
        }
        throw new IllegalArgumentException(
                where + "endpoint: " + endpoint + " (expected: an address, such as http://localhost:5002)");
    }
}
