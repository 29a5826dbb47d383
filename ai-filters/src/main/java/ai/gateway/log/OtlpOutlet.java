package ai.gateway.log;

import ai.gateway.ledger.LedgerException;
import ai.gateway.ledger.Logged;
import io.netty.buffer.Unpooled;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A collector of OpenTelemetry logs: OTLP over HTTP, in JSON. */
final class OtlpOutlet implements Outlet {

    private static final Logger log = LoggerFactory.getLogger(OtlpOutlet.class);

    private final HttpClient client;
    private final String endpoint;
    private final Duration timeout;

    OtlpOutlet(String endpoint, Map<String, String> headers, Duration timeout) {
        this.endpoint = endpoint;
        this.timeout = timeout;
        this.client = HttpClient.create().responseTimeout(timeout).headers(all -> {
            all.set("content-type", "application/json");
            headers.forEach(all::set);
        });
    }

    @Override
    public String name() {
        return "otlp";
    }

    @Override
    public void write(List<Logged> some) {
        byte[] body = OtlpJson.of(some);
        int status = status(body);
        if (status == 429 || status >= 500) {
            throw new LedgerException("request log: the collector answers " + status);
        }
        if (status >= 300) {
            log.error("{} requests are not in the collector: it answers {}", some.size(), status);
        }
    }

    /** On the thread of its own that waits for it. */
    private int status(byte[] body) {
        Mono<Integer> answer = client.post()
                .uri(endpoint)
                .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body)))
                .responseSingle((response, content) ->
                        content.then(Mono.just(response.status().code())));
        try {
            return answer.toFuture().get(timeout.toMillis() * 2, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerException("request log: interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new LedgerException("request log: the collector does not answer", e);
        }
    }
}
