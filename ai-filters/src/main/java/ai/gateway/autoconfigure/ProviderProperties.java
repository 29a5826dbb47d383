package ai.gateway.autoconfigure;

import ai.gateway.dialect.Traits;
import ai.gateway.exchange.Operation;
import ai.gateway.provider.AuthStyle;
import ai.gateway.provider.Hosting;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What may be written of one provider.
 *
 * @param enabled Whether it may be used at all.
 * @param dialect The one dialect that it speaks, at its base-url. Goes before dialects.
 * @param dialects Where each dialect is spoken, relative to base-url; its own first. An empty place takes one away.
 * @param baseUrl What the provider's own SDK takes as its base URL.
 * @param auth How it wants to be shown a key. Without it: as its first dialect is used to, or none where there is no key.
 * @param apiKey Its key.
 * @param apiKeys Several keys, one of which is chosen for each request; they go before api-key.
 * @param headers Sent with requests that do not carry them already.
 * @param query Sent with every request.
 * @param models Names that clients use, and what the provider calls these models.
 * @param serves Patterns of the models that ai://auto sends here without being told.
 * @param paths Beginnings of API paths, and what stands in their place here.
 * @param operations What it does in which dialect. A request goes by another of its dialects where the client's cannot.
 * @param traits How its way of speaking differs from that of its dialect, for translated requests.
 * @param deployments Models that are not spoken to like the rest. The first that takes a call settles it.
 * @param region Stands for {region} in base-url and dialects.
 * @param resource Stands for {resource} in base-url and dialects.
 * @param project Stands for {project} in base-url and dialects.
 * @param location Stands for {location} in base-url and dialects.
 * @param account Stands for {account} in base-url and dialects.
 * @param accessKeyId Of AWS credentials.
 * @param secretAccessKey Of AWS credentials.
 * @param sessionToken Of AWS credentials.
 * @param accessToken A token to be shown as bearer.
 * @param service The name under which AWS checks the signature, bedrock unless told otherwise.
 * @param credentialsFile Path of a file with Google credentials: a service account's, a user's, an external account's.
 * @param tenantId Of Microsoft Entra ID.
 * @param clientId Of the application, or of the identity that was assigned by the user.
 * @param clientSecret Of the application.
 * @param federatedTokenFile Path of the file in which Kubernetes keeps the token of a workload identity.
 * @param managedIdentity Whether the machine's own identity is shown to Azure.
 * @param authority Where Microsoft Entra ID is asked for tokens.
 * @param identityEndpoint Where the machine is asked for tokens of its own identity.
 * @param identityHeader What the machine wants to be shown for them; Azure sets it in App Service and Container Apps.
 * @param scope For which a token is good.
 */
record ProviderProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable DialectId dialect,
        @DefaultValue Map<DialectId, String> dialects,
        @Nullable String baseUrl,
        @Nullable AuthStyle auth,
        @Nullable String apiKey,
        @DefaultValue List<Key> apiKeys,
        @DefaultValue Map<String, String> headers,
        @DefaultValue Map<String, String> query,
        @DefaultValue Map<String, String> models,
        @DefaultValue List<String> serves,
        @DefaultValue Map<String, String> paths,
        @DefaultValue Map<DialectId, List<Operation>> operations,
        @DefaultValue Accent traits,
        @DefaultValue Map<String, Deployed> deployments,
        @Nullable String region,
        @Nullable String resource,
        @Nullable String project,
        @Nullable String location,
        @Nullable String account,
        @Nullable String accessKeyId,
        @Nullable String secretAccessKey,
        @Nullable String sessionToken,
        @Nullable String accessToken,
        @Nullable String service,
        @Nullable String credentialsFile,
        @Nullable String tenantId,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable String federatedTokenFile,
        @Nullable Boolean managedIdentity,
        @Nullable String authority,
        @Nullable String identityEndpoint,
        @Nullable String identityHeader,
        @Nullable String scope) {

    /**
     * One of several keys.
     *
     * @param name Its name in logs and metrics.
     * @param value The key.
     * @param weight Its share of the requests.
     */
    record Key(
            @Nullable String name,
            @Nullable String value,
            @DefaultValue("1") int weight) {

        @Override
        public String toString() {
            return "Key[" + name + "]";
        }
    }

    /**
     * How a provider's way of speaking differs from that of its dialect.
     *
     * @param lacks Parameters that it refuses, by the dialect's own names; name=value for a value that it does not know.
     * @param renames Parameters that have another name here.
     * @param maxOutput Cap on an answer's tokens, where the dialect demands one and the client gave none.
     */
    record Accent(
            @DefaultValue List<String> lacks,
            @DefaultValue Map<String, String> renames,
            @DefaultValue("8192") long maxOutput) {

        Traits toTraits() {
            return new Traits(Set.copyOf(lacks), renames, maxOutput);
        }
    }

    /**
     * Some models that are not spoken to like the rest.
     *
     * @param models Patterns of their names; none switches the deployment off.
     * @param clients Dialects of the clients that are sent this way; all of them where there are none.
     * @param dialect The one dialect that is spoken to these models.
     * @param place Where, relative to base-url; where the provider speaks that dialect anyway unless told otherwise.
     * @param traits How the way of speaking differs from that of the dialect, for translated requests.
     * @param hosting How paths and bodies differ, where the provider hosts another vendor's API.
     */
    record Deployed(
            @DefaultValue List<String> models,
            @DefaultValue List<DialectId> clients,
            @Nullable DialectId dialect,
            @Nullable String place,
            @DefaultValue Accent traits,
            @Nullable Host hosting) {}

    /**
     * How paths and bodies differ from those of the vendor whose API is hosted.
     *
     * @param paths Where each operation is done, below the place; {model} stands for the model, which then leaves the body.
     * @param streamPaths The same for streams, where they differ.
     * @param adds Members that bodies get.
     * @param without Members that bodies must not have.
     * @param lists Headers of the client that become members: lists of their values.
     * @param query Parameters of the vendor's query that pass.
     * @param carrier The dialect in whose frames and failures the answers come, where it is not the vendor's own.
     */
    record Host(
            @DefaultValue Map<Operation, String> paths,
            @DefaultValue Map<Operation, String> streamPaths,
            @DefaultValue Map<String, String> adds,
            @DefaultValue List<String> without,
            @DefaultValue Map<String, String> lists,
            @DefaultValue List<String> query,
            @Nullable DialectId carrier) {

        Hosting toHosting() {
            return new Hosting(
                    paths,
                    streamPaths,
                    adds,
                    Set.copyOf(without),
                    lists,
                    Set.copyOf(query),
                    carrier == null ? null : carrier.id());
        }
    }

    /** The settings that have a value, by the names in which they are written. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        put(settings, "region", region);
        put(settings, "resource", resource);
        put(settings, "project", project);
        put(settings, "location", location);
        put(settings, "account", account);
        put(settings, "access-key-id", accessKeyId);
        put(settings, "secret-access-key", secretAccessKey);
        put(settings, "session-token", sessionToken);
        put(settings, "service", service);
        put(settings, "credentials-file", credentialsFile);
        put(settings, "tenant-id", tenantId);
        put(settings, "client-id", clientId);
        put(settings, "client-secret", clientSecret);
        put(settings, "federated-token-file", federatedTokenFile);
        put(settings, "managed-identity", Boolean.TRUE.equals(managedIdentity) ? "true" : null);
        put(settings, "authority", authority);
        put(settings, "identity-endpoint", identityEndpoint);
        put(settings, "identity-header", identityHeader);
        put(settings, "scope", scope);
        return settings;
    }

    private static void put(Map<String, String> settings, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            settings.put(name, value.trim());
        }
    }

    @Override
    public String toString() {
        return "ProviderProperties[" + baseUrl + "]";
    }
}
