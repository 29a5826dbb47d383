package ai.gateway.redis;

import ai.gateway.redis.QuestionCodec.Told;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.ReactiveRedisConnection.CommandResponse;
import org.springframework.data.redis.connection.ReactiveStreamCommands.ReadCommand;
import org.springframework.data.redis.connection.stream.ByteBufferRecord;
import org.springframework.data.redis.connection.stream.ReadOffset;
import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.connection.stream.StreamReadOptions;
import reactor.core.publisher.Mono;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.UnaryOperator;

/** The latest questions of all gateways, one stream in Redis. Each is closed under the secret of the cache. */
final class QuestionStream {

    /** Before the first one. */
    static final String START = "0-0";

    /** So many are read at once: some 170 KB, behind which counters wait. */
    static final int AT_ONCE = 100;

    /** Those of all partitions are closed alike: nobody knows which one it is before a question is open. */
    private static final String ALL = "";

    private static final StreamReadOptions READING = StreamReadOptions.empty().count(AT_ONCE);
    private static final LuaScript KEEP =
            LuaScript.of(UnaryOperator.identity(), "answer-room.lua", "question-keep.lua");
    private static final LuaScript REACHES = LuaScript.of(UnaryOperator.identity(), "question-reaches.lua");

    /**
     * What is in the stream.
     *
     * @param place that it has there
     */
    record Entry(String place, byte[] closed) {}

    private final QuotaLink link;
    private final String name;
    private final AnswerSeal seal;
    private final int most;

    /** @param most questions that are in there, about */
    QuestionStream(QuotaLink link, String name, AnswerSecret secret, int most) {
        this.link = link;
        this.name = name;
        this.seal = new AnswerSeal(secret::questions);
        this.most = most;
    }

    /** Takes the connection that the driver has now. */
    Mono<Void> renew() {
        return link.renew();
    }

    /** Whether there was room for it. */
    Mono<Boolean> add(Told question, long millis) {
        byte[] closed = seal.close(ALL, name, QuestionCodec.write(question));
        byte[] time = LuaScript.bytes(Long.toString(millis));
        byte[] bound = LuaScript.bytes(Integer.toString(most));
        return link.with(connection -> KEEP.run(connection, 1, LuaScript.bytes(name), closed, time, bound))
                .map("kept"::equals);
    }

    /** The next ones after that place; as many as are read at once where there may be more. */
    Mono<List<Entry>> after(String place) {
        ReadCommand next = ReadCommand.from(StreamOffset.create(key(), ReadOffset.from(place)))
                .withOptions(READING);
        return link.with(connection -> connection
                .streamCommands()
                .read(Mono.just(next))
                .flatMap(CommandResponse::getOutput)
                .map(QuestionStream::entry)
                .collectList());
    }

    /** Whether anything is at that place or after it; otherwise it is another stream than the one that had it. */
    Mono<Boolean> reaches(String place) {
        return link.with(connection -> REACHES.run(connection, List.of(name), List.of(place)))
                .map("yes"::equals);
    }

    /** Nothing where it was not closed by who has the secret. */
    @Nullable
    Told open(Entry entry) {
        byte[] open = seal.open(ALL, name, entry.closed());
        return open == null ? null : QuestionCodec.read(open);
    }

    private ByteBuffer key() {
        return ByteBuffer.wrap(LuaScript.bytes(name));
    }

    private static Entry entry(ByteBufferRecord read) {
        ByteBuffer closed = read.getValue().values().stream().findFirst().orElseGet(() -> ByteBuffer.allocate(0));
        return new Entry(read.getId().getValue(), AnswerCommands.bytes(closed));
    }
}
