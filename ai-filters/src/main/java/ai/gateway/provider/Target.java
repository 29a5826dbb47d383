package ai.gateway.provider;

import org.jspecify.annotations.Nullable;

/**
 * Where one attempt goes.
 *
 * @param model what the provider calls the model; null where the operation has none
 * @param key the credential to show; null where the provider needs none
 */
public record Target(
        Provider provider, @Nullable String model, @Nullable ApiKey key) {

    /** Whether what is sent there carries a credential of the gateway's. */
    public boolean showsCredential() {
        return key != null || provider.auth().isSigned();
    }

    /** The same, at the provider as it is for some of its models. */
    public Target at(Provider deployed) {
        return new Target(deployed, model, key);
    }
}
