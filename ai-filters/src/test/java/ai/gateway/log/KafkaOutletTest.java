package ai.gateway.log;

import ai.gateway.ledger.LedgerException;
import ai.gateway.ledger.LogReports;
import ai.gateway.ledger.Logged;
import ai.gateway.testing.RealKafka;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.errors.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a topic of a real Kafka gets, also when Kafka was away. */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class KafkaOutletTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Map<String, String> IMPATIENT =
            Map.of("max.block.ms", "500", "request.timeout.ms", "1000", "delivery.timeout.ms", "2000");

    private static RealKafka kafka;

    @BeforeAll
    static void start() {
        kafka = RealKafka.started();
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    private static KafkaOutlet to(String topic, RealKafka kafka, Map<String, String> more) {
        Map<String, String> properties = new HashMap<>(Map.of("bootstrap.servers", kafka.servers()));
        properties.putAll(more);
        return new KafkaOutlet(topic, properties);
    }

    private static List<Logged> made(String prefix, int many) {
        return IntStream.range(0, many).mapToObj(i -> Made.logged(prefix + i)).toList();
    }

    private static Set<String> ids(List<Logged> some) {
        return some.stream().map(each -> each.entry().id()).collect(Collectors.toSet());
    }

    private static List<String> keys(RealKafka kafka, String topic) {
        return kafka.records(topic).stream().map(ConsumerRecord::key).toList();
    }

    @Test
    void write_some_areRecordsByTheirIds_withTheLinesOfTheFile() {
        List<Logged> some = made("line-", 50);
        try (KafkaOutlet outlet = to("lines", kafka, Map.of("compression.type", "gzip"))) {
            outlet.write(some);
        }

        List<ConsumerRecord<String, String>> records = kafka.records("lines");
        assertThat(records.stream().collect(Collectors.toMap(ConsumerRecord::key, ConsumerRecord::value)))
                .isEqualTo(some.stream()
                        .collect(Collectors.toMap(each -> each.entry().id(), LogReports::json)));
        assertThat(records).extracting(ConsumerRecord::partition).contains(0, 1, 2);
    }

    /** By Kafka itself, and before that by its client. */
    @ParameterizedTest
    @ValueSource(ints = {2 * RealKafka.LARGEST, 2_000_000})
    void write_oneThatIsTooLarge_isLost_andNoOtherOne(int size, CapturedOutput log) {
        String topic = "large-" + size;
        try (KafkaOutlet outlet = to(topic, kafka, Map.of())) {
            outlet.write(List.of(Made.logged("a"), Made.logged("huge-" + size, "x".repeat(size)), Made.logged("b")));
        }

        assertThat(keys(kafka, topic)).containsExactlyInAnyOrder("a", "b");
        assertThat(log).containsOnlyOnce("huge-" + size + " is not in Kafka, which does not take it: ");
    }

    @Test
    void write_whatIsThereOfABatchThatFailed_isNotSentAgain() {
        List<Logged> some = List.of(Made.logged("a"), Made.logged("b"), Made.logged("c"));
        try (KafkaOutlet outlet = to("stumbled", kafka, Map.of("partitioner.class", Stumbling.class.getName()))) {
            assertThatThrownBy(() -> outlet.write(some))
                    .isInstanceOf(LedgerException.class)
                    .hasMessage("request log: Kafka: stumbled");
            outlet.write(some);
        }

        assertThat(keys(kafka, "stumbled")).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void write_whileKafkaIsKilledAndComesBack_getsThroughInTheEnd() {
        try (RealKafka other = RealKafka.started();
                KafkaOutlet outlet = to("killed", other, IMPATIENT)) {
            outlet.write(List.of(Made.logged("a")));
            other.kill();
            assertThatThrownBy(() -> outlet.write(List.of(Made.logged("b")))).isInstanceOf(LedgerException.class);
            other.start("none");
            write(outlet, List.of(Made.logged("b")));

            assertThat(keys(other, "killed")).contains("a", "b");
        }
    }

    private static void write(KafkaOutlet outlet, List<Logged> some) {
        Awaitility.await().atMost(SOON).ignoreException(LedgerException.class).untilAsserted(() -> outlet.write(some));
    }

    /** Behind its queue, as the log has it. */
    @Test
    void write_whereKafkaComesLater_hasWhatHasWaited_onceEach(CapturedOutput log) {
        List<Logged> some = made("early-", 500);
        try (RealKafka late = RealKafka.stopped()) {
            Outlets outlets = new Outlets(List.of(to("later", late, Map.of("max.block.ms", "500"))), 10_000, 1 << 25);
            some.forEach(each -> outlets.offer(each));
            Awaitility.await().atMost(SOON).until(() -> log.getAll().contains("The request log's kafka fails"));
            late.start("none");
            Awaitility.await()
                    .atMost(SOON)
                    .until(() -> outlets.queues().get("kafka").waiting() == 0);
            outlets.close();

            assertThat(keys(late, "later")).containsExactlyInAnyOrderElementsOf(ids(some));
        }
        assertThat(log).contains("The request log's kafka works again");
    }

    /** A producer that was refused once may be silent for ever: it needs another one. */
    @Test
    void write_withAPasswordThatIsRefused_getsThroughWhenItIsTaken_andNobodyHearsIt(CapturedOutput log) {
        String password = "Cana7Ry-of-a-password";
        try (RealKafka other = RealKafka.stopped()) {
            other.start("another one");
            Map<String, String> login = new HashMap<>(IMPATIENT);
            login.put("bootstrap.servers", other.lockedServers());
            login.put("security.protocol", "SASL_PLAINTEXT");
            login.put("sasl.mechanism", "PLAIN");
            login.put("sasl.jaas.config", RealKafka.plain("username=\"gateway\" password=\"" + password + "\""));
            try (KafkaOutlet outlet = to("locked", other, login)) {
                for (int i = 0; i < 4; i++) {
                    assertThatThrownBy(() -> outlet.write(List.of(Made.logged("a"))))
                            .isInstanceOf(LedgerException.class);
                }
                other.kill();
                other.start(password);
                write(outlet, List.of(Made.logged("b")));
            }
            assertThat(keys(other, "locked")).contains("b");
        }
        assertThat(log).contains("Authentication failed").doesNotContain("Cana7Ry");
    }

    @Test
    @Timeout(30)
    void close_whereKafkaIsAway_doesNotTakeMinutes() {
        try (RealKafka never = RealKafka.stopped()) {
            Outlets outlets = new Outlets(List.of(to("never", never, Map.of())), 10_000, 1 << 25);
            made("lost-", 10).forEach(each -> outlets.offer(each));
            outlets.close();

            assertThat(outlets.queues().get("kafka").waiting()).isEqualTo(10);
        }
    }

    /** Fails once, at the second of three. */
    public static final class Stumbling implements Partitioner {

        private boolean stumbled;

        @Override
        public int partition(String topic, Object key, byte[] k, Object value, byte[] v, Cluster cluster) {
            if (key.equals("b") && !stumbled) {
                stumbled = true;
                throw new TimeoutException("stumbled");
            }
            return 0;
        }

        @Override
        public void configure(Map<String, ?> settings) {}

        @Override
        public void close() {}
    }
}
