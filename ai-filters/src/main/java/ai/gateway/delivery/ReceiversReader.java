package ai.gateway.delivery;

import ai.gateway.delivery.Receiver.Form;
import ai.gateway.reach.AddressGuard;
import ai.gateway.reach.AddressRefused;
import ai.gateway.reach.AllowList;
import ai.gateway.reach.Endpoint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Makes receivers of what is written of them, and tells where something is wrong with it.
 *
 * @param list where they stand, such as {@code webhooks}
 * @param member by which each says what it wants to be told of
 * @param types that there are
 */
public record ReceiversReader(String list, String member, Collection<String> types) {

    private static final int SHORTEST_SECRET = 16;

    /** One of them. */
    public record Written(String url, Form form, String secret, List<String> types) {}

    /** @param allow where they may be although it is not public */
    public Receivers read(List<Written> written, List<String> allow) {
        AllowList allowed = at("address-guard.allow", () -> AllowList.of(allow));
        List<Receiver> receivers = new ArrayList<>();
        Set<Endpoint> seen = new HashSet<>();
        for (int i = 0; i < written.size(); i++) {
            String where = list + "[" + i + "].";
            Receiver receiver = receiver(where, written.get(i), allowed);
            if (!seen.add(receiver.endpoint())) {
                throw new IllegalArgumentException(where + "url: the same once more (expected: each receiver once)");
            }
            receivers.add(receiver);
        }
        return new Receivers(receivers, allowed);
    }

    private Receiver receiver(String where, Written written, AllowList allowed) {
        Endpoint endpoint = at(where + "url", () -> {
            Endpoint read = Endpoint.of(written.url());
            AddressGuard.check(read, allowed);
            return read;
        });
        int secret = written.secret().length();
        if (written.form() == Form.SLACK && secret > 0) {
            throw new IllegalArgumentException(where + "secret: " + secret + " characters (expected: none with slack)");
        }
        if (written.form() == Form.SIGNED && secret < SHORTEST_SECRET) {
            throw new IllegalArgumentException(
                    where + "secret: " + secret + " characters (expected: >= " + SHORTEST_SECRET + ")");
        }
        for (String type : written.types()) {
            if (!types.contains(type)) {
                throw new IllegalArgumentException(where + member + ": " + type + " (expected: of " + types + ")");
            }
        }
        return new Receiver(endpoint, written.form(), written.secret(), Set.copyOf(written.types()));
    }

    private static <T> T at(String where, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException | AddressRefused wrong) {
            throw new IllegalArgumentException(where + ": " + wrong.getMessage(), wrong);
        }
    }
}
