package ai.gateway.log;

import ai.gateway.ledger.RequestLog;
import ai.gateway.pipeline.Callers;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

import java.time.Clock;

/** Where clients say what they think, as far as the log is in the store. */
@AutoConfiguration(after = LogFilterAutoConfiguration.class, afterName = "ai.gateway.keys.KeysAutoConfiguration")
@ConditionalOnBean({AiLogGatewayFilterFactory.class, RequestLog.class, Callers.class})
public class FeedbackAutoConfiguration {

    @Bean
    FeedbackMapping aiFeedbackMapping(
            LogProperties properties, RequestLog requests, Callers callers, AiLogGatewayFilterFactory logs) {
        boolean kept =
                properties.store().enabled() && !properties.feedbackPath().isEmpty();
        return new FeedbackMapping(
                properties.feedbackPath(),
                new FeedbackHandler(requests, callers, Clock.systemUTC()),
                () -> kept && logs.isUsed());
    }
}
