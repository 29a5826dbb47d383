package ai.gateway.keys;

import ai.gateway.access.AddressRange;
import ai.gateway.access.Amounts;
import ai.gateway.access.KeyForm;
import ai.gateway.access.KeyHash;
import ai.gateway.access.Scope;
import ai.gateway.access.StoredKey;
import ai.gateway.access.VirtualKey;
import ai.gateway.condition.Glob;
import ai.gateway.condition.Nearest;
import ai.gateway.health.Checks;
import ai.gateway.plug.Parameters;
import ai.gateway.provider.ApiKey;
import ai.gateway.provider.AuthStyle;
import ai.gateway.provider.Catalogue;
import ai.gateway.provider.Provider;
import ai.gateway.quota.Allowance;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes a key of what is written of it. What it says of a mistake has nothing of a secret in it. */
final class KeyReader {

    private static final Logger log = LoggerFactory.getLogger(KeyReader.class);

    /** Shorter ones can be guessed. */
    private static final int SHORT = 16;

    /** Where it is written, with a dot behind. */
    private final String at;

    private final KeysProperties.Key written;
    private final Catalogue catalogue;

    private KeyReader(String at, KeysProperties.Key written, Catalogue catalogue) {
        this.at = at;
        this.written = written;
        this.catalogue = catalogue;
    }

    static StoredKey read(String at, KeysProperties.Key written, Catalogue catalogue, KeyHash hash) {
        KeyReader reader = new KeyReader(at, written, catalogue);
        VirtualKey key = reader.key();
        return new StoredKey(key, hash.of(reader.secret("value", written.value())), reader.previous(hash));
    }

    /** What is said of it, without what opens with it. */
    static VirtualKey read(KeyForm form, Catalogue catalogue) {
        return new KeyReader("", KeysProperties.Key.of(form), catalogue).key();
    }

    private VirtualKey key() {
        if (written.name().isBlank()) {
            throw new IllegalArgumentException(at + "name: missing (expected: one that no other key has)");
        }
        List<Allowance> allowances = allowances(at, written.amounts());
        return new VirtualKey(
                written.name().strip(),
                owner(at + "owner", written.owner()),
                written.disabled(),
                time("expires", written.expires()),
                written.tags(),
                scope(),
                parameters("defaults", written.defaults()),
                parameters("overrides", written.overrides()),
                providerKeys(),
                allowances);
    }

    /** @param at with a dot behind */
    static List<Allowance> allowances(String at, Amounts written) {
        List<Allowance> all = new ArrayList<>();
        all.addAll(Allowance.all(at + "requests", written.requests(), Allowance::requests));
        all.addAll(Allowance.all(at + "tokens", written.tokens(), Allowance::tokens));
        all.addAll(Allowance.all(at + "concurrent", written.concurrent(), Allowance::concurrent));
        all.addAll(Allowance.all(at + "budget", written.budget(), Allowance::budget));
        return all;
    }

    static String owner(String where, String path) {
        String owner = path.strip();
        if (!isPath(owner)) {
            throw new IllegalArgumentException(
                    where + ": " + path + " (expected: a path such as customer/team/project)");
        }
        return owner;
    }

    /** Without gaps. */
    static boolean isPath(String owner) {
        return !owner.startsWith("/") && !owner.endsWith("/") && !owner.contains("//");
    }

    private String secret(String property, String value) {
        String secret = value.strip();
        if (secret.isEmpty()) {
            throw new IllegalArgumentException(at + property + ": missing (expected: what the client shows)");
        }
        if (secret.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new IllegalArgumentException(at + property + ": *** (expected: letters, digits and signs of ASCII)");
        }
        if (secret.length() < SHORT) {
            log.warn("ai.gateway.{}{}: shorter than {} characters, which can be guessed", at, property, SHORT);
        }
        return secret;
    }

    private StoredKey.@Nullable Previous previous(KeyHash hash) {
        if (written.previous().isBlank()) {
            return null;
        }
        Instant until = time("previous-until", written.previousUntil());
        if (until == null) {
            throw new IllegalArgumentException(
                    at + "previous-until: missing (expected: until when the previous value is taken)");
        }
        return new StoredKey.Previous(hash.of(secret("previous", written.previous())), until);
    }

    private Scope scope() {
        List<AddressRange> addresses = new ArrayList<>();
        for (String address : written.addresses()) {
            try {
                addresses.add(AddressRange.parse(address));
            } catch (IllegalArgumentException mistake) {
                throw new IllegalArgumentException(at + "addresses: " + mistake.getMessage(), mistake);
            }
        }
        return new Scope(
                Glob.list(written.models()),
                Set.copyOf(written.operations()),
                Glob.list(written.providers()),
                Glob.list(written.routes()),
                addresses);
    }

    /** A date is over when its day is, in UTC. */
    private @Nullable Instant time(String property, String text) {
        if (text.isBlank()) {
            return null;
        }
        try {
            return text.indexOf('T') < 0
                    ? LocalDate.parse(text.strip())
                            .plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                    : OffsetDateTime.parse(text.strip()).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    at + property + ": " + text + " (expected: 2026-12-31, or 2026-12-31T12:00:00Z)", e);
        }
    }

    private Map<String, String> parameters(String property, String text) {
        try {
            return text.isBlank() ? Map.of() : Parameters.read(text);
        } catch (IllegalArgumentException mistake) {
            throw Checks.renamed(at + property, mistake);
        }
    }

    private Map<String, ApiKey> providerKeys() {
        Map<String, ApiKey> keys = new HashMap<>();
        written.providerKeys().forEach((name, value) -> {
            String where = at + "provider-keys." + name;
            Provider provider = catalogue.find(name).orElseThrow(() -> unknown(where, name));
            if (!provider.auth().isKey() && provider.auth() != AuthStyle.OAUTH) {
                throw new IllegalArgumentException(where + ": *** (expected: a provider that takes a key)");
            }
            if (!provider.isUsable()) {
                throw new IllegalArgumentException(
                        where + ": a provider that cannot be used (expected: " + provider.obstacle() + ")");
            }
            if (!value.isBlank()) {
                keys.put(name, new ApiKey("own", value.strip(), 1));
            }
        });
        return keys;
    }

    private IllegalArgumentException unknown(String where, String name) {
        List<String> names = catalogue.providers().stream().map(Provider::name).toList();
        return new IllegalArgumentException(where + ": no such provider (expected: "
                + Nearest.to(name, names).orElse("the name of a provider") + ")");
    }
}
