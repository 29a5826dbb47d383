package ai.gateway.redis;

import org.springframework.data.redis.connection.ReactiveRedisConnection;
import org.springframework.data.redis.connection.ReturnType;
import reactor.core.publisher.Mono;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A script that is named to Redis by its hash, and sent as it is only where Redis has forgotten it. */
final class LuaScript {

    private final byte[] text;
    private final String hash;

    private LuaScript(String text) {
        this.text = bytes(text);
        this.hash = sha1(this.text);
    }

    /** Of files that make one script together. */
    static LuaScript of(UnaryOperator<String> change, String... files) {
        StringBuilder all = new StringBuilder();
        for (String file : files) {
            all.append(text(file)).append('\n');
        }
        return new LuaScript(change.apply(all.toString()));
    }

    Mono<String> run(ReactiveRedisConnection connection, List<String> keys, List<String> arguments) {
        return run(
                connection,
                keys.size(),
                Stream.concat(keys.stream(), arguments.stream())
                        .map(LuaScript::bytes)
                        .toArray(byte[][]::new));
    }

    /** @param all the keys, so many of them, and then the arguments */
    Mono<String> run(ReactiveRedisConnection connection, int keys, byte[]... all) {
        return connection
                .scriptingCommands()
                .<ByteBuffer>evalSha(hash, ReturnType.VALUE, keys, buffers(all))
                .next()
                .onErrorResume(
                        LuaScript::isUnknown,
                        unknown -> connection
                                .scriptingCommands()
                                .<ByteBuffer>eval(ByteBuffer.wrap(text), ReturnType.VALUE, keys, buffers(all))
                                .next())
                .map(answer -> StandardCharsets.UTF_8.decode(answer).toString());
    }

    private static boolean isUnknown(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at.getMessage() != null && at.getMessage().contains("NOSCRIPT")) {
                return true;
            }
        }
        return false;
    }

    /** The driver empties what it has sent: each try has its own. */
    private static ByteBuffer[] buffers(byte[][] all) {
        ByteBuffer[] buffers = new ByteBuffer[all.length];
        for (int i = 0; i < all.length; i++) {
            buffers[i] = ByteBuffer.wrap(all[i]);
        }
        return buffers;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String sha1(byte[] text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What is in a file. */
    static String text(String file) {
        try (InputStream bytes = LuaScript.class.getResourceAsStream(file)) {
            if (bytes == null) {
                throw new IllegalStateException(file + ": not in the jar");
            }
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
