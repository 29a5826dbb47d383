package ai.gateway.app.sdk;

import ai.gateway.app.GatewayApp;
import ai.gateway.app.sdk.Sdk.Trust;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.RunningGateway;
import ai.gateway.testing.Script;
import ai.gateway.testing.SeenRequest;
import org.jspecify.annotations.Nullable;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** One gateway, a provider of each dialect behind it, and the SDKs before it. One trial at a time. */
final class Bench implements AutoCloseable {

    private final Map<Provider, FaultUpstream> upstreams = new EnumMap<>(Provider.class);
    private final List<Sdk> sdks;
    private final List<Sdk> trusting;
    private final RunningGateway gateway;

    Bench() {
        StringBuilder yaml = new StringBuilder("""
                server: { http2.enabled: true, shutdown: immediate }
                ai.gateway:
                  stand-in.enabled: off
                  providers:
                """);
        for (Provider provider : Provider.values()) {
            FaultUpstream upstream = FaultUpstream.start();
            upstreams.put(provider, upstream);
            boolean versioned = provider == Provider.OPENAI || provider == Provider.RESPONSES;
            yaml.append("""
                        %1$s-%2$s: { dialect: %2$s, base-url: '%3$s', auth: none }
                        %4$s-%2$s: { dialect: %2$s, base-url: '%3$s', auth: bearer, api-key: ours }
                    """.formatted("open", provider.dialect(), upstream.uri(versioned ? "/v1" : ""), "keyed"));
        }
        gateway = RunningGateway.start(GatewayApp.class, yaml.toString());
        sdks = sdks(Trust.NONE);
        trusting = sdks(Trust.BLIND);
    }

    private List<Sdk> sdks(Trust trust) {
        int port = gateway.port();
        return List.of(
                new OpenAiChatSdk(port, trust),
                new OpenAiResponsesSdk(port, trust),
                new AnthropicSdk(port, trust),
                new GeminiSdk(port),
                BedrockSdk.asItComes(port),
                BedrockSdk.overHttp1(port),
                new CohereSdk(port));
    }

    /** One a dialect. */
    List<Sdk> sdkEach() {
        Set<String> dialects = new HashSet<>();
        return sdks.stream().filter(sdk -> dialects.add(sdk.dialect())).toList();
    }

    /** The vendor's own SDK, believing what it is told: older answers lack what it demands today. Null where there is none. */
    @Nullable
    Sdk vendors(Provider provider) {
        return trusting.stream()
                .filter(sdk -> sdk.dialect().equals(provider.dialect()))
                .findFirst()
                .orElse(null);
    }

    List<Sdk> sdks() {
        return sdks;
    }

    /** The name by which clients reach the provider's model. */
    static String model(Provider provider) {
        return "open-" + provider.dialect() + "/" + provider.model();
    }

    /** The same provider, which the gateway shows a key of its own. */
    static String keyedModel(Provider provider) {
        return "keyed-" + provider.dialect() + "/" + provider.model();
    }

    FaultUpstream upstream(Provider provider) {
        return upstreams.get(provider);
    }

    /** What reaches the provider while the trial is made; it answers call by call. */
    List<SeenRequest> seen(Provider provider, Runnable trial, Script first, Script... then) {
        FaultUpstream upstream = upstream(provider);
        upstream.play("*", first, then);
        int before = upstream.requests().size();
        trial.run();
        List<SeenRequest> all = upstream.requests();
        assertThat(all).as("requests at the provider").hasSize(before + 1 + then.length);
        return all.subList(before, all.size());
    }

    @Override
    public void close() {
        sdks.forEach(Sdk::close);
        trusting.forEach(Sdk::close);
        gateway.close();
        upstreams.values().forEach(FaultUpstream::close);
    }
}
