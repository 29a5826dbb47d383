package ai.gateway.pipeline;

import ai.gateway.provider.Signer;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import reactor.netty.http.client.HttpClient;

import java.util.List;

/**
 * With what providers are called.
 *
 * @param client the gateway's own, so that the user's proxy, TLS and pool settings hold
 * @param poolIsLimited whether its connections are counted, and must not be multiplied
 * @param headersFilters the gateway's own
 * @param signers where a fixed key is not what a provider takes
 * @param closing when calls are broken off
 */
public record Upstream(
        HttpClient client,
        boolean poolIsLimited,
        List<HttpHeadersFilter> headersFilters,
        List<Signer> signers,
        ClosingTime closing) {

    public Upstream {
        headersFilters = List.copyOf(headersFilters);
        signers = List.copyOf(signers);
    }
}
