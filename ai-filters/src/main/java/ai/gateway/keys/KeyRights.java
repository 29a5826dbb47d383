package ai.gateway.keys;

import ai.gateway.access.Scope;
import ai.gateway.access.VirtualKey;
import ai.gateway.condition.Glob;
import ai.gateway.pipeline.Rights;
import ai.gateway.provider.ApiKey;
import ai.gateway.provider.Target;
import ai.gateway.quota.Allowance;
import ai.gateway.quota.Allowed;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What may be asked with one key, and used. */
final class KeyRights implements Rights {

    private final KeyHolder holder;
    private final Map<String, List<Allowance>> owners;
    private final Map<String, List<Allowance>> storedOwners;

    KeyRights(KeyHolder holder, Map<String, List<Allowance>> owners, Map<String, List<Allowance>> storedOwners) {
        this.holder = holder;
        this.owners = owners;
        this.storedOwners = storedOwners;
    }

    KeyHolder holder() {
        return holder;
    }

    @Override
    public @Nullable String forbids(@Nullable Target target, @Nullable String asked) {
        Scope scope = holder.key().scope();
        if (scope.providers().isEmpty() && scope.models().isEmpty()) {
            return null;
        }
        if (target == null) {
            return ofPlace(scope, asked);
        }
        String provider = target.provider().name();
        if (!Scope.meets(scope.providers(), provider)) {
            return isNotFor("provider: " + provider, scope.providers());
        }
        String model = target.model() == null ? "" : target.model();
        boolean may = scope.models().isEmpty()
                || isFor(scope.models(), provider, model)
                || (asked != null && Scope.meets(scope.models(), asked))
                || isForAsNamedHere(scope.models(), target);
        return may ? null : isNotFor("model: " + provider + "/" + model, scope.models());
    }

    /** Nobody knows what is there, except for the model that the client names. */
    private @Nullable String ofPlace(Scope scope, @Nullable String asked) {
        if (!scope.providers().isEmpty()) {
            return isNotFor("provider: the place where this route leads", scope.providers());
        }
        return asked != null && Scope.meets(scope.models(), asked)
                ? null
                : isNotFor("model: " + (asked == null ? "none" : asked), scope.models());
    }

    /** Where a pattern names no provider, it is about the model. */
    private static boolean isFor(List<Glob> patterns, String provider, String model) {
        String whole = provider + "/" + model;
        for (Glob pattern : patterns) {
            if (pattern.matches(whole) || (pattern.pattern().indexOf('/') < 0 && pattern.matches(model))) {
                return true;
            }
        }
        return false;
    }

    /** By the names under which the gateway's clients know the provider's models. */
    private static boolean isForAsNamedHere(List<Glob> patterns, Target target) {
        for (Map.Entry<String, String> name : target.provider().models().entrySet()) {
            if (name.getValue().equals(target.model())
                    && isFor(patterns, target.provider().name(), name.getKey())) {
                return true;
            }
        }
        return false;
    }

    private String isNotFor(String what, List<Glob> expected) {
        return what + " is not for key " + holder.key().name() + " (expected: one of "
                + expected.stream().map(Glob::pattern).toList() + ")";
    }

    @Override
    public @Nullable ApiKey key(String provider) {
        VirtualKey key = holder.key();
        return key.providerKeys().isEmpty() ? null : key.providerKeys().get(provider);
    }

    @Override
    public List<Allowed> allowances() {
        if (owners.isEmpty() && storedOwners.isEmpty()) {
            return holder.allowances();
        }
        List<Allowed> all = new ArrayList<>(holder.allowances());
        for (String owner : holder.principal().owners()) {
            add(all, owner, owners.getOrDefault(owner, List.of()));
            add(all, owner, storedOwners.getOrDefault(owner, List.of()));
        }
        return all;
    }

    private static void add(List<Allowed> all, String owner, List<Allowance> allowances) {
        for (Allowance allowance : allowances) {
            all.add(new Allowed("owner:" + owner, allowance));
        }
    }
}
