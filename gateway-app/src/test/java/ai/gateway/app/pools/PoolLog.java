package ai.gateway.app.pools;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** What pools tell the log. When an exchange's line is there, all that is counted of the exchange was counted. */
final class PoolLog implements AutoCloseable {

    private final Logger logger = (Logger) LoggerFactory.getLogger("ai.gateway.pools");
    private final BlockingQueue<ILoggingEvent> said = new LinkedBlockingQueue<>();
    private final AppenderBase<ILoggingEvent> ear = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            said.add(event);
        }
    };

    /** To be made when the gateway runs: a start sets up the log anew. */
    PoolLog() {
        ear.setContext(logger.getLoggerContext());
        ear.start();
        logger.setLevel(Level.DEBUG);
        logger.addAppender(ear);
    }

    /** The next line with that in it; those before it are forgotten. */
    ILoggingEvent next(String part) {
        try {
            while (true) {
                ILoggingEvent event = said.poll(10, TimeUnit.SECONDS);
                assertThat(event).as("a line with " + part).isNotNull();
                if (event.getFormattedMessage().contains(part)) {
                    return event;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        logger.detachAppender(ear);
        logger.setLevel(null);
    }
}
