package ai.gateway.pipeline;

import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.provider.Catalogue;
import ai.gateway.provider.Provider;
import ai.gateway.provider.Target;
import org.jspecify.annotations.Nullable;

import java.net.URI;

/** What a route's uri says of whom to ask: {@code ai://auto} leaves it to the model, any other {@code ai://} uri names somebody. */
public final class AiUri {

    private static final String SCHEME = "ai";
    private static final String AUTO = "auto";

    private AiUri() {}

    public static boolean isAi(@Nullable URI uri) {
        return uri != null && SCHEME.equals(uri.getScheme());
    }

    public static boolean isAuto(URI uri) {
        return isAi(uri) && AUTO.equals(uri.getHost());
    }

    /**
     * The provider and model that are meant. Throws what the client is told where there are none.
     *
     * @param asked the model as the client wrote it; null where the operation has none
     */
    public static Target target(URI uri, Catalogue catalogue, @Nullable String asked, String dialect) {
        return isAuto(uri)
                ? catalogue.resolve(asked, dialect)
                : catalogue.resolve(named(catalogue, uri.getHost()), asked);
    }

    private static Provider named(Catalogue catalogue, String name) {
        return catalogue
                .find(name)
                .orElseThrow(() -> Failure.of(
                                FailureCode.INTERNAL_ERROR,
                                "route: its uri names provider " + name + " (expected: one that is configured)")
                        .asException());
    }
}
