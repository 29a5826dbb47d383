package ai.gateway.cloud;

import ai.gateway.provider.AuthStyle;
import ai.gateway.provider.Signer;
import ai.gateway.provider.Target;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

import java.time.Clock;
import java.util.Map;

/** Shows access tokens of Microsoft Entra ID. */
final class EntraSigner implements Signer {

    private final PerProvider<Map<String, String>> tokens;

    EntraSigner(Clock clock, HttpClient client) {
        this.tokens = new PerProvider<>(provider -> {
            EntraTokens entra = new EntraTokens(provider.settings(), client, clock);
            return new Renewed<>(
                    NoCredential.told(
                            provider, entra.fetch(), error -> "Microsoft Entra ID or the machine could not be asked"),
                    clock);
        });
    }

    @Override
    public AuthStyle style() {
        return AuthStyle.ENTRA;
    }

    @Override
    public Mono<Map<String, String>> headers(Outgoing request, Target target) {
        return tokens.get(target.provider());
    }
}
