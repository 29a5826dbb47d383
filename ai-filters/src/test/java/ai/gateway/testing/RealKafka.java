package ai.gateway.testing;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A real Kafka of one node in a process of its own, which can be killed and started again; what it has is deleted with it. */
public final class RealKafka implements AutoCloseable {

    /** Larger records are refused. */
    public static final int LARGEST = 100_000;

    private final Path directory;
    private final int open = RealRedis.unusedPort();
    private final int locked = RealRedis.unusedPort();
    private final int controller = RealRedis.unusedPort();
    private Process process;

    private RealKafka() throws IOException {
        this.directory = Files.createTempDirectory("kafka");
    }

    /** One that is not running yet. */
    public static RealKafka stopped() {
        try {
            return new RealKafka();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static RealKafka started() {
        RealKafka kafka = stopped();
        kafka.start("none");
        return kafka;
    }

    /** Where it asks for no password. */
    public String servers() {
        return "127.0.0.1:" + open;
    }

    /** Where it asks for one: by SASL_PLAINTEXT, mechanism PLAIN. */
    public String lockedServers() {
        return "127.0.0.1:" + locked;
    }

    /**
     * Comes back when it is ready.
     *
     * @param password of the user {@code gateway}
     */
    public void start(String password) {
        try {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-Xmx256m",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            KafkaNode.class.getName(),
                            settings(password).toString())
                    .redirectError(said().toFile())
                    .start();
            BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
            if (!KafkaNode.READY.equals(output.readLine())) {
                throw new IllegalStateException("Kafka does not start: " + Files.readString(said()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path said() {
        return directory.resolve("said");
    }

    private Path settings(String password) throws IOException {
        Properties settings = new Properties();
        settings.putAll(Map.of(
                "node.id", "1",
                "process.roles", "broker,controller",
                "controller.quorum.voters", "1@127.0.0.1:" + controller,
                "controller.listener.names", "CONTROLLER",
                "inter.broker.listener.name", "OPEN",
                "advertised.listeners", "OPEN://127.0.0.1:" + open + ",LOCKED://127.0.0.1:" + locked,
                "listener.security.protocol.map", "OPEN:PLAINTEXT,LOCKED:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
                "sasl.enabled.mechanisms", "PLAIN",
                "log.dirs", directory.resolve("data").toString()));
        settings.putAll(Map.of(
                "listeners", settings.get("advertised.listeners") + ",CONTROLLER://127.0.0.1:" + controller,
                "listener.name.locked.plain.sasl.jaas.config", plain("user_gateway=\"" + password + "\""),
                "message.max.bytes", Integer.toString(LARGEST),
                "num.partitions", "3",
                "offsets.topic.replication.factor", "1",
                // one that was killed may come back soon
                "broker.session.timeout.ms", "2000",
                "broker.heartbeat.interval.ms", "200"));
        Path file = directory.resolve("kafka.properties");
        try (var out = Files.newOutputStream(file)) {
            settings.store(out, null);
        }
        return file;
    }

    /** The login of a client or of a server, with these options. */
    public static String plain(String options) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required " + options + ";";
    }

    /** All that is in a topic, partition by partition. */
    public List<ConsumerRecord<String, String>> records(String topic) {
        Map<String, Object> settings = Map.of("bootstrap.servers", servers());
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(each -> new TopicPartition(topic, each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, String>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        if (process != null) {
            kill();
        }
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(each -> each.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
