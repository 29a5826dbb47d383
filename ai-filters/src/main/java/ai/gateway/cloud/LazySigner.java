package ai.gateway.cloud;

import ai.gateway.provider.AuthStyle;
import ai.gateway.provider.Signer;
import ai.gateway.provider.Target;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.util.Map;
import java.util.function.Supplier;

/** Is made with the first request that it signs: the clouds' libraries are large, and most gateways call one cloud or none. */
final class LazySigner implements Signer {

    private final AuthStyle style;
    private final Supplier<Signer> make;
    private volatile @Nullable Signer made;

    LazySigner(AuthStyle style, Supplier<Signer> make) {
        this.style = style;
        this.make = make;
    }

    @Override
    public AuthStyle style() {
        return style;
    }

    /** The first time, on a thread that may wait for classes to be read. */
    @Override
    public Mono<Map<String, String>> headers(Outgoing request, Target target) {
        Signer known = made;
        return known != null
                ? known.headers(request, target)
                : Mono.fromCallable(this::signer)
                        .subscribeOn(Schedulers.boundedElastic())
                        .flatMap(signer -> signer.headers(request, target));
    }

    private synchronized Signer signer() {
        Signer known = made;
        if (known == null) {
            known = make.get();
            made = known;
        }
        return known;
    }
}
