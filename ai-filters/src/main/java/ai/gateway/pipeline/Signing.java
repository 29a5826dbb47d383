package ai.gateway.pipeline;

import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.provider.AuthStyle;
import ai.gateway.provider.Signer;
import ai.gateway.provider.Target;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Lets the signer of a provider's style add its headers, where a fixed key is not what the provider takes. */
final class Signing {

    private final Map<AuthStyle, Signer> signers = new EnumMap<>(AuthStyle.class);

    Signing(List<Signer> signers) {
        signers.forEach(signer -> this.signers.put(signer.style(), signer));
    }

    /** Who signs what goes there; null where nobody has to. */
    @Nullable
    Signer signerOf(Destination destination) {
        Target target = destination.target();
        return target == null || target.key() != null
                ? null
                : signers.get(target.provider().auth());
    }

    /** A signature is of the whole body; what passes unread cannot have one. */
    static void requireSignable(Signer signer, AiRequest request) {
        if (signer.style() == AuthStyle.SIGV4 && !request.isBuffered()) {
            throw Failure.of(
                            FailureCode.INVALID_REQUEST,
                            "content-type: the provider wants a signed body (expected: application/json)")
                    .asException();
        }
    }

    /** The head with the signer's headers set. */
    static Mono<HttpHeaders> sign(
            Signer signer, String method, Destination destination, HttpHeaders head, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>();
        head.forEach(header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        Target target = Objects.requireNonNull(destination.target());
        Signer.Outgoing outgoing = new Signer.Outgoing(
                method, destination.uri(), headers, ByteBuffer.wrap(body).asReadOnlyBuffer());
        return signer.headers(outgoing, target).map(added -> {
            added.forEach(head::set);
            return head;
        });
    }
}
