package ai.gateway.pipeline;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a settlement that failed is told: nobody waits for it any more. */
final class Settlement {

    private static final Logger log = LoggerFactory.getLogger(Settlement.class);

    private Settlement() {}

    static void failed(String exchange, Throwable error) {
        log.error("settlement of {} failed", exchange, error);
    }

    /** Should somebody fail to learn from it, the exchange goes on. */
    static void safely(String id, Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException mistake) {
            failed(id, mistake);
        }
    }
}
