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
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A topic of Kafka. A record has the line of the file as its value, and the id of its request as its key: partitions fill evenly. */
final class KafkaOutlet implements Outlet {

    private static final Logger log = LoggerFactory.getLogger(KafkaOutlet.class);

    /** Kafka's own are minutes, for which a gateway that stops would wait. */
    private static final Map<String, String> PATIENCE =
            Map.of("max.block.ms", "5000", "request.timeout.ms", "10000", "delivery.timeout.ms", "15000");

    private static final Duration SLACK = Duration.ofSeconds(5);

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
        if (!(why instanceof ApiException)) { // it has given up for good
            close(Duration.ZERO);
        }
        throw new LedgerException("request log: Kafka: " + why.getMessage(), why);
    }

    private void send(List<Logged> some, AtomicReference<@Nullable Exception> failure) {
        Producer<String, byte[]> to = producer == null ? open() : producer;
        producer = to;
        List<Future<?>> sent = new ArrayList<>(some.size());
        for (Logged each : some) {
            if (failure.get() == null && !settled.contains(each)) {
                sent.add(to.send(record(each), (place, why) -> hear(each, why, failure)));
            }
        }
        boolean accepted = failure.get() == null;
        await(sent);
        if (accepted && failure.get() != null) { // one that was refused its login once accepts all, and never sends it
            close(Duration.ZERO);
        }
    }

    /** Until all of them are heard of. */
    private void await(List<Future<?>> sent) {
        long patience = Long.parseLong(String.valueOf(settings.get("delivery.timeout.ms"))) + SLACK.toMillis();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patience);
        for (Future<?> each : sent) {
            try {
                each.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (ExecutionException ignored) {
                // It was heard.
            } catch (TimeoutException e) {
                throw new KafkaException("its client does not answer", e);
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
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
            log.error(
                    "{} is not in Kafka, which does not take it: {}",
                    logged.entry().id(),
                    why.getMessage());
        } else {
            failure.compareAndSet(null, why);
        }
    }

    @Override
    public void close() {
        close(SLACK);
    }

    private void close(Duration longest) {
        if (producer != null) {
            producer.close(longest);
            producer = null;
        }
    }
}
