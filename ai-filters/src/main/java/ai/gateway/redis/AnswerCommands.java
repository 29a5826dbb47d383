package ai.gateway.redis;

import reactor.core.publisher.Mono;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.UnaryOperator;

/** What Redis is asked for where answers are kept there: each answer is a key of its own, all purges are one, and so are all questions. */
final class AnswerCommands {

    /** Purges that are told apart; the oldest ones become one purge of all that was kept before them. */
    private static final int MOST = 1000;

    private static final LuaScript PURGES = LuaScript.of(UnaryOperator.identity(), "answer-purges.lua");
    private static final LuaScript KEEP = LuaScript.of(UnaryOperator.identity(), "answer-room.lua", "answer-keep.lua");

    private final QuotaLink link;
    private final String base;
    private final Silence silence;

    /** @param base what the names of all keys begin with; ends in the version of what is in them */
    AnswerCommands(QuotaLink link, String base, Silence silence) {
        this.link = link;
        this.base = base;
        this.silence = silence;
    }

    String purges() {
        return base + ":purges";
    }

    String questions() {
        return base + ":questions";
    }

    /** The name of its key. */
    String key(String name) {
        return base + ":" + name;
    }

    /** The number of the latest purge; 0 where Redis knows of none, not even that it knows of none. */
    Mono<Long> last() {
        return link.with(connection -> connection.zSetCommands().zScore(buffer(purges()), buffer("last")))
                .map(Double::longValue)
                .defaultIfEmpty(0L)
                .doOnNext(any -> silence.heard());
    }

    Mono<byte[]> get(String name) {
        return link.with(connection -> connection.stringCommands().get(buffer(key(name))))
                .doOnNext(any -> silence.heard())
                .map(AnswerCommands::bytes);
    }

    /** Whether there was room for it. */
    Mono<Boolean> put(String name, byte[] value, long millis) {
        byte[] time = LuaScript.bytes(Long.toString(millis));
        return link.with(connection -> KEEP.run(connection, 1, LuaScript.bytes(key(name)), value, time))
                .map("kept"::equals);
    }

    Mono<Void> delete(String name) {
        return link.with(connection -> connection.keyCommands().del(buffer(key(name))))
                .then();
    }

    Mono<Void> deleteQuestions() {
        return link.with(connection -> connection.keyCommands().del(buffer(questions())))
                .then();
    }

    /** What was purged since that one, as lines. A Redis that knows less than that has lost its memory, and purges all. */
    Mono<String> news(long since) {
        return script(since, "news", "");
    }

    /** The same, after one more purge. */
    Mono<String> purge(long since, String rule) {
        return script(since, "purge", rule);
    }

    Mono<String> purgeAll(long since) {
        return script(since, "all", "");
    }

    private Mono<String> script(long since, String what, String rule) {
        List<String> arguments = List.of(Long.toString(since), what, rule, Integer.toString(MOST));
        return link.with(connection -> PURGES.run(connection, List.of(purges()), arguments));
    }

    private static ByteBuffer buffer(String text) {
        return ByteBuffer.wrap(LuaScript.bytes(text));
    }

    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
