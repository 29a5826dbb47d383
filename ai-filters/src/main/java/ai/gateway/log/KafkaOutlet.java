package ai.gateway.log;

import ai.gateway.ledger.LedgerException;
import ai.gateway.ledger.LogReports;
import ai.gateway.ledger.Logged;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A topic of Kafka. A record has the line of the file as its value, and the id of its request as its key: partitions fill evenly. */
final class KafkaOutlet implements Outlet {

    private static final Logger log = LoggerFactory.getLogger(KafkaOutlet.class);

    /** Kafka's own are minutes, for which a gateway that stops would wait. */
    private static final Map<String, String> PATIENCE =
            Map.of("max.block.ms", "5000", "request.timeout.ms", "10000", "delivery.timeout.ms", "15000");

    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

    private final String topic;
    private final Map<String, Object> settings = new HashMap<>(PATIENCE);

    /** Those of a batch that failed which need not be sent again. */
    private final Set<Logged> settled = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

    /** Null where the next batch makes one. */
    private @Nullable Producer<String, byte[]> producer;

    /** @param properties of the producer, as Kafka names them */
    KafkaOutlet(String topic, Map<String, String> properties) {
        this.topic = topic;
        settings.putAll(properties);
        try {
            producer = open();
        } catch (KafkaException e) {
            String why = String.valueOf(e.getMessage());
            if (!why.startsWith("No resolvable")) {
                throw new IllegalArgumentException("ai.gateway.log.kafka.properties: " + why, e);
            }
            log.warn("The request log's kafka is not found yet: {}", why);
        }
    }

    private Producer<String, byte[]> open() {
        try {
            return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        } catch (KafkaException e) {
            Throwable why = NestedExceptionUtils.getMostSpecificCause(e);
            if (why instanceof IllegalArgumentException) { // quotes words, one of which may be a password
                throw new KafkaException("sasl.jaas.config, or a key, is missing or cannot be read");
            }
            throw new KafkaException(why.getMessage(), e);
        }
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public void write(List<Logged> some) {
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        try {
            send(some, failure);
        } catch (KafkaException e) {
            failure.set(e);
        }
        Exception why = failure.get();
        if (why == null) {
            settled.clear();
            return;
        }
        if (!(why instanceof ApiException)) {
            close(); // it has given up, and would refuse all that is to come
        }
        throw new LedgerException("request log: Kafka: " + why.getMessage(), why);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what becomes of each is heard
    private void send(List<Logged> some, AtomicReference<@Nullable Exception> failure) {
        Producer<String, byte[]> to = producer == null ? open() : producer;
        producer = to;
        for (Logged each : some) {
            if (failure.get() == null && !settled.contains(each)) {
                to.send(record(each), (place, why) -> hear(each, why, failure));
            }
        }
        to.flush();
    }

    private ProducerRecord<String, byte[]> record(Logged logged) {
        return new ProducerRecord<>(
                topic, logged.entry().id(), LogReports.json(logged).getBytes(UTF_8));
    }

    private void hear(Logged logged, @Nullable Exception why, AtomicReference<@Nullable Exception> failure) {
        if (why == null) {
            settled.add(logged);
        } else if (why instanceof RecordTooLargeException || why instanceof InvalidRecordException) {
            settled.add(logged);
            log.error("{} is not in Kafka, which does not take it: {}", logged.entry().id(), why.getMessage());
        } else {
            failure.compareAndSet(null, why);
        }
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(LONGEST_CLOSE);
            producer = null;
        }
    }
}
