package ai.gateway.redis;

import ai.gateway.health.Finding;
import org.springframework.data.redis.connection.ReactiveRedisConnection;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.connection.ReactiveSubscription;
import org.springframework.data.redis.connection.ReturnType;
import org.springframework.data.redis.connection.SubscriptionListener;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/**
 * The findings of all replicas in Redis. The first connection is waited for by the driver, so that everything begins off the
 * event loops. Scripts are sent as they are: at this rate it is not worth asking whether Redis still knows them.
 */
final class HealthStore {

    static final int MOST = 4096;

    /** A Redis that takes longer is as good as none. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final ByteBuffer TELL = script("tell.lua");
    private static final ByteBuffer READ = script("read.lua");

    private final ReactiveRedisConnectionFactory connections;
    private final String name;
    private final String replica = Long.toHexString(ThreadLocalRandom.current().nextLong());

    /** @param name of the sorted set, and of the channel; ends in the version of what is in them */
    HealthStore(ReactiveRedisConnectionFactory connections, String name) {
        this.connections = connections;
        this.name = name;
    }

    /** How many of them were news. */
    Mono<Long> tell(List<Finding> findings) {
        List<String> texts = new ArrayList<>(List.of(name, name, replica, Integer.toString(MOST)));
        for (Finding finding : findings) {
            texts.add(Entries.of(finding));
            texts.add(Long.toString(Math.max(1, finding.left().toMillis())));
            texts.add(Entries.opposite(finding));
        }
        return connected(connection -> connection
                .scriptingCommands()
                .<Long>eval(TELL.duplicate(), ReturnType.INTEGER, 1, buffers(texts))
                .next());
    }

    /** Those that hold, of these entries; of all where there are none. */
    Mono<List<Finding>> read(List<String> entries) {
        List<String> texts = new ArrayList<>(List.of(name));
        texts.addAll(entries);
        return connected(connection -> connection
                        .scriptingCommands()
                        .<ByteBuffer>eval(READ.duplicate(), ReturnType.VALUE, 1, buffers(texts))
                        .next())
                .map(answer -> Entries.read(text(answer)));
    }

    /**
     * The entries that other replicas announce, until cancelled.
     *
     * @param listening is run whenever that begins, which it does anew when the driver has reconnected
     */
    Flux<List<String>> announced(Runnable listening) {
        SubscriptionListener listener = new SubscriptionListener() {
            @Override
            public void onChannelSubscribed(byte[] channel, long count) {
                listening.run();
            }
        };
        return Flux.usingWhen(
                        connection(),
                        connection -> connection
                                .pubSubCommands()
                                .createSubscription(listener)
                                .flatMapMany(this::messages),
                        ReactiveRedisConnection::closeLater)
                .map(this::entries)
                .filter(entries -> !entries.isEmpty());
    }

    private Flux<String> messages(ReactiveSubscription subscription) {
        Mono<String> subscribed = subscription.subscribe(buffer(name)).then(Mono.<String>never());
        return subscription.receive().map(message -> text(message.getMessage())).mergeWith(subscribed);
    }

    /** A message is the replica and then what it has put down; nothing where that is this one. */
    private List<String> entries(String message) {
        List<String> lines = message.lines().toList();
        return lines.isEmpty() || lines.get(0).equals(replica) ? List.of() : lines.subList(1, lines.size());
    }

    private <T> Mono<T> connected(Function<ReactiveRedisConnection, Mono<T>> call) {
        return Mono.usingWhen(
                connection(),
                connection -> call.apply(connection).timeout(PATIENCE),
                ReactiveRedisConnection::closeLater);
    }

    private Mono<ReactiveRedisConnection> connection() {
        return Mono.fromCallable(connections::getReactiveConnection).subscribeOn(Schedulers.boundedElastic());
    }

    private static ByteBuffer[] buffers(List<String> texts) {
        return texts.stream().map(HealthStore::buffer).toArray(ByteBuffer[]::new);
    }

    private static ByteBuffer buffer(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }

    private static ByteBuffer script(String file) {
        return buffer(LuaScript.text(file)).asReadOnlyBuffer();
    }
}
