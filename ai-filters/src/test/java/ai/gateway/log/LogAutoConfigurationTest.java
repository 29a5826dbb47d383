package ai.gateway.log;

import ai.gateway.ledger.LedgerException;
import ai.gateway.ledger.RequestLog;
import ai.gateway.testing.RealKafka;
import ai.gateway.testing.Without;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.unit.DataSize;
import reactor.netty.http.client.HttpClient;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** From settings to places. */
@ExtendWith(OutputCaptureExtension.class)
class LogAutoConfigurationTest {

    private static final String KAFKA = "ai.gateway.log.kafka.";
    private static final String SERVERS = KAFKA + "properties.bootstrap.servers=";

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(LogAutoConfiguration.class))
            .withBean(HttpClient.class, HttpClient::create);

    private ApplicationContextRunner kafka(String servers, String... more) {
        return runner.withPropertyValues(KAFKA + "topic=requests", SERVERS + servers)
                .withPropertyValues(more);
    }

    @Test
    void kafka_ofSettings_getsTheLog() {
        try (RealKafka kafka = RealKafka.started()) {
            kafka(kafka.servers(), KAFKA + "properties.linger.ms=0").run(started -> {
                Outlets outlets = started.getBean(Outlets.class);
                outlets.offer(Made.logged("a"));
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> outlets.queues().get("kafka").waiting() == 0);
            });

            assertThat(kafka.records("requests")).hasSize(1);
        }
    }

    @Test
    void kafka_withoutATopic_isNone() {
        runner.withPropertyValues(SERVERS + "127.0.0.1:9")
                .run(started ->
                        assertThat(started.getBean(Outlets.class).isEmpty()).isTrue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "topic=a topic | ai.gateway.log.kafka.topic: a topic (expected: up to 249 letters",
                "properties.bootstrap.servers=kafka | ai.gateway.log.kafka.properties: Invalid url in bootstrap.servers: kafka",
                "properties.acks=some | ai.gateway.log.kafka.properties: Invalid value some for configuration acks",
                "properties.transactional.id=t | ai.gateway.log.kafka.properties: transactional.id (expected: a producer without",
                "properties.ssl.truststore.location=/nowhere | ai.gateway.log.kafka.properties: ",
                "properties.delivery.timeout.ms=10 | ai.gateway.log.kafka.properties: delivery.timeout.ms should be"
            })
    void kafka_settingsThatMakeNoSense_failTheStart(String setting, String told) {
        kafka("127.0.0.1:9", KAFKA + "properties.security.protocol=SSL", KAFKA + setting)
                .run(started -> assertThat(started.getStartupFailure()).hasStackTraceContaining(told));
    }

    @Test
    void kafka_withoutServers_failsTheStart() {
        runner.withPropertyValues(KAFKA + "topic=requests")
                .run(
                        started -> assertThat(started.getStartupFailure())
                                .hasStackTraceContaining(
                                        "ai.gateway.log.kafka.properties: no bootstrap.servers (expected: such as kafka:9092)"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.Module Cana7Ry;",
                "a.Module required password=\"Cana7Ry\"",
                "a.Module required Cana7Ry;",
                "a.Module required password=\"Cana7Ry\";"
            })
    void kafka_loginThatCannotBeRead_isNotQuoted(String login, CapturedOutput log) {
        kafka(
                        "127.0.0.1:9",
                        KAFKA + "properties.security.protocol=SASL_PLAINTEXT",
                        KAFKA + "properties.sasl.mechanism=PLAIN",
                        KAFKA + "properties.sasl.jaas.config=" + login)
                .run(started -> {
                    StringWriter told = new StringWriter();
                    started.getStartupFailure().printStackTrace(new PrintWriter(told));
                    assertThat(told.toString())
                            .contains("ai.gateway.log.kafka.properties: ")
                            .doesNotContain("Cana7Ry");
                });
        assertThat(log).doesNotContain("Cana7Ry");
    }

    @Test
    void kafka_properties_areNotTold() {
        LogProperties.Kafka kafka = new LogProperties.Kafka(
                "requests", Map.of("bootstrap.servers", "kafka:9092", "sasl.jaas.config", "Cana7Ry"));

        assertThat(kafka).hasToString("kafka at kafka:9092, topic requests");
    }

    /** A name service that is away keeps no gateway from starting. */
    @Test
    void kafka_ofANameThatNobodyKnows_isLookedForLater() {
        kafka("kafka.invalid:9092").run(started -> assertThat(started).hasNotFailed());
        KafkaOutlet outlet = new KafkaOutlet("requests", Map.of("bootstrap.servers", "kafka.invalid:9092"));

        assertThatThrownBy(() -> outlet.write(List.of(Made.logged("a"))))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("bootstrap.servers");
    }

    @Test
    void kafka_whereTheLibraryIsAbsent_failsTheStart_andOnlyWhereItIsWanted() throws ReflectiveOperationException {
        Class<?> probe =
                Class.forName(Probe.class.getName(), true, new Without("org.apache.kafka.", "ai.gateway.log."));

        assertThatThrownBy(() -> probe.getMethod("start", String.class).invoke(null, "requests"))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ai.gateway.log.kafka.topic (expected: org.apache.kafka:kafka-clients on the class path)");
        probe.getMethod("start", String.class).invoke(null, "");
    }

    /** Makes the places where a library is hidden. */
    public static final class Probe {

        private Probe() {}

        public static void start(String topic) {
            LogProperties properties = new LogProperties(
                    "x-ai-session",
                    "",
                    1,
                    new LogProperties.Store(false, Duration.ZERO),
                    new LogProperties.File("", DataSize.ofBytes(1), 1),
                    new LogProperties.Otlp("", Map.of(), Duration.ZERO),
                    new LogProperties.Kafka(topic, Map.of("bootstrap.servers", "127.0.0.1:9")));
            new LogAutoConfiguration()
                    .aiLogOutlets(properties, new StaticListableBeanFactory().getBeanProvider(RequestLog.class))
                    .close();
        }
    }
}
