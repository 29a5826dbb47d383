package ai.gateway.autoconfigure;

import ai.gateway.dialect.Traits;
import ai.gateway.exchange.Operation;
import ai.gateway.provider.AuthStyle;
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
 * @param region Stands for {region} in base-url and dialects.
 * @param resource Stands for {resource} in base-url and dialects.
 * @param project Stands for {project} in base-url and dialects.
 * @param location Stands for {location} in base-url and dialects.
 * @param account Stands for {account} in base-url and dialects.
 * @param accessKeyId Of AWS credentials.
 * @param secretAccessKey Of AWS credentials.
 * @param sessionToken Of AWS credentials.
 * @param accessToken A token to be shown as bearer.
 * @param credentialsFile Path of a Google service account's file.
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
        @Nullable String region,
        @Nullable String resource,
        @Nullable String project,
        @Nullable String location,
        @Nullable String account,
        @Nullable String accessKeyId,
        @Nullable String secretAccessKey,
        @Nullable String sessionToken,
        @Nullable String accessToken,
        @Nullable String credentialsFile) {

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
        put(settings, "credentials-file", credentialsFile);
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
