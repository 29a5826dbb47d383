package ai.gateway.app.standin;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;

/** Runs the stand-in by itself: {@code --port=}, {@code --pace=} (milliseconds), {@code --answer-size=}, {@code --event-tokens=},
 * {@code --flush-each=}, {@code --key=}. */
public final class StandInServer {
    private static final Logger LOG = LoggerFactory.getLogger(StandInServer.class);

    private StandInServer() {}

    public static void main(String[] args) {
        try (StandIn standIn = StandIn.start(settings(args))) {
            LOG.info("The stand-in provider listens on {}", standIn.baseUrl());
            standIn.await();
        }
    }

    static StandInSettings settings(String... args) {
        StandInSettings settings = StandInSettings.forPeople().withPort(8089);
        for (String arg : args) {
            int equals = arg.indexOf('=');
            String name = equals < 0 ? arg : arg.substring(0, equals);
            String value = arg.substring(equals + 1);
            settings = switch (name) {
                case "--port" -> settings.withPort(Integer.parseInt(value));
                case "--pace" -> settings.withPace(Duration.ofMillis(Long.parseLong(value)));
                case "--answer-size" -> settings.withAnswerSize(Integer.parseInt(value));
                case "--event-tokens" -> settings.withEventTokens(Integer.parseInt(value));
                case "--flush-each" -> settings.withFlushEach(Boolean.parseBoolean(value));
                case "--key" -> settings.withRequiredKey(value);
                default ->
                    throw new IllegalArgumentException(arg
                            + " (expected: --port=, --pace=, --answer-size=, --event-tokens=, --flush-each=, --key=)");
            };
        }
        return settings;
    }
}
