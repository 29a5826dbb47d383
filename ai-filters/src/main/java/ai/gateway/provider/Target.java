package ai.gateway.provider;

import org.jspecify.annotations.Nullable;

/**
 * Where one attempt goes.
 *
 * @param model what the provider calls the model; null where the operation has none
 * @param key the credential to show; null where the provider needs none
 */
public record Target(
        Provider provider, @Nullable String model, @Nullable ApiKey key) {}
