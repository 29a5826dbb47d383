package ai.gateway.log;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * Where the log of {@code AiLog} is kept, and what clients may say for it.
 *
 * @param sessionHeader The header that names a session; it begins with x-ai-, so that no provider sees it.
 * @param feedbackPath Where clients say what they think of an answer; empty for nowhere. Only where the log is in the store.
 * @param waiting How many exchanges may wait for each of the places where they are kept; more are dropped and counted.
 * @param store The ledger's database.
 * @param file Lines of JSON in a file.
 * @param otlp A collector of OpenTelemetry logs.
 * @param kafka A topic of Kafka.
 */
@ConfigurationProperties(prefix = "ai.gateway.log", ignoreUnknownFields = false)
record LogProperties(
        @DefaultValue("x-ai-session") String sessionHeader,
        @DefaultValue("/feedback") String feedbackPath,
        @DefaultValue("10000") int waiting,
        @DefaultValue Store store,
        @DefaultValue File file,
        @DefaultValue Otlp otlp,
        @DefaultValue Kafka kafka) {

    LogProperties {
        sessionHeader = sessionHeader.strip().toLowerCase(Locale.ROOT);
        if (!sessionHeader.startsWith(UserHeaders.OURS) || sessionHeader.length() == UserHeaders.OURS.length()) {
            throw wrong("session-header", sessionHeader, "a name that begins with x-ai-, which no provider sees");
        }
        boolean isPath = feedbackPath.isEmpty() || (feedbackPath.length() > 1 && feedbackPath.startsWith("/"));
        if (!isPath || feedbackPath.indexOf('*') >= 0 || feedbackPath.indexOf('{') >= 0) {
            throw wrong("feedback-path", feedbackPath, "such as /feedback");
        }
        if (waiting < 1) {
            throw wrong("waiting", Integer.toString(waiting), ">= 1");
        }
    }

    private static IllegalArgumentException wrong(String name, String value, String expected) {
        return new IllegalArgumentException("ai.gateway.log." + name + ": " + value + " (expected: " + expected + ")");
    }

    /**
     * The ledger's database.
     *
     * @param enabled Whether it keeps the log, where there is a ledger.
     * @param keep How long; 0 for ever.
     */
    record Store(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("30d") Duration keep) {

        Store {
            if (keep.isNegative()) {
                throw wrong("store.keep", keep.toString(), ">= 0");
            }
        }
    }

    /**
     * Lines of JSON in a file.
     *
     * @param path The file; empty for none. Files that are full stand beside it, with a number.
     * @param maxSize How large one may become.
     * @param files How many are kept.
     */
    record File(
            @DefaultValue("") String path,
            @DefaultValue("100MB") DataSize maxSize,
            @DefaultValue("5") int files) {

        File {
            if (maxSize.toBytes() < 1 || files < 1) {
                throw wrong("file", files + " of " + maxSize, "at least one, of 1B and more");
            }
        }
    }

    /**
     * A collector of OpenTelemetry logs.
     *
     * @param endpoint Where it takes OTLP over HTTP in JSON, such as http://collector:4318/v1/logs; empty for nowhere.
     * @param headers That it wants to see, such as a credential.
     * @param timeout How long it may take to answer.
     */
    record Otlp(
            @DefaultValue("") String endpoint,
            @DefaultValue Map<String, String> headers,
            @DefaultValue("10s") Duration timeout) {

        Otlp {
            headers = Map.copyOf(headers);
            if (!endpoint.isEmpty() && !endpoint.startsWith("http://") && !endpoint.startsWith("https://")) {
                throw wrong("otlp.endpoint", endpoint, "such as http://collector:4318/v1/logs");
            }
        }

        /** Its headers may hold a credential. */
        @Override
        public String toString() {
            return "otlp at " + endpoint;
        }
    }

    /**
     * A topic of Kafka.
     *
     * @param topic The topic that takes it; empty for none.
     * @param properties Settings of the producer by Kafka's names, such as bootstrap.servers, which must be there, and those of security.
     */
    record Kafka(
            @DefaultValue("") String topic, @DefaultValue Map<String, String> properties) {

        private static final String LEGAL = "[A-Za-z0-9._-]{1,249}";
        private static final String SERVERS = "bootstrap.servers";
        private static final String TRANSACTIONS = "transactional.id";

        Kafka {
            properties = Map.copyOf(properties);
            if (!topic.isEmpty() && !topic.matches(LEGAL)) {
                throw wrong("kafka.topic", topic, "up to 249 letters, digits, dots, _ and -");
            }
            if (!topic.isEmpty() && !properties.containsKey(SERVERS)) {
                throw wrong("kafka.properties", "no " + SERVERS, "such as kafka:9092");
            }
            if (properties.containsKey(TRANSACTIONS)) {
                throw wrong("kafka.properties", TRANSACTIONS, "a producer without transactions");
            }
        }

        /** Its properties may hold a credential. */
        @Override
        public String toString() {
            return "kafka at " + properties.get(SERVERS) + ", topic " + topic;
        }
    }
}
