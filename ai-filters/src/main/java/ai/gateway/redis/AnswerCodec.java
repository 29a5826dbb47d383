package ai.gateway.redis;

import ai.gateway.recall.Kept;
import ai.gateway.recall.StoredAnswer;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Answers as bytes: whole numbers, texts and bytes with their length in front, one after the other. Whose an answer is and what
 * was asked is not among them: whoever finds it knows. What a later version adds at the end is not read.
 */
final class AnswerCodec {

    /**
     * What is in a value.
     *
     * @param stamp the latest purge of which whoever kept the answer had heard
     */
    record Entry(StoredAnswer answer, long stamp) {}

    private AnswerCodec() {}

    static byte[] write(Entry entry) {
        StoredAnswer stored = entry.answer();
        Kept kept = stored.answer();
        BytesOut out = new BytesOut((int) Math.min(stored.weight(), Integer.MAX_VALUE / 2));
        out.number(entry.stamp()).number(stored.at()).number(stored.until()).text(stored.model());
        out.text(stored.question());
        out.number(stored.tags().size());
        stored.tags().forEach(out::text);
        out.text(kept.dialect()).text(kept.model()).text(kept.id()).number(kept.tokens());
        out.number(kept.headers().size());
        kept.headers().forEach((name, value) -> out.text(name).text(value));
        return out.steps(kept.ends()).steps(kept.millis()).bytes(kept.body()).take();
    }

    /** Nothing where these are no such bytes. */
    static @Nullable Entry read(String partition, String key, byte[] bytes) {
        try {
            return read(partition, key, new BytesIn(bytes));
        } catch (IllegalArgumentException notOurs) {
            return null;
        }
    }

    private static Entry read(String partition, String key, BytesIn in) {
        long stamp = in.number();
        long at = in.number();
        long until = in.number();
        String model = in.text();
        String question = in.text();
        Set<String> tags = new HashSet<>();
        for (int left = in.count(); left > 0; left--) {
            tags.add(in.text());
        }
        return new Entry(new StoredAnswer(key, partition, model, tags, at, until, question, kept(in)), stamp);
    }

    private static Kept kept(BytesIn in) {
        String dialect = in.text();
        String model = in.text();
        String id = in.text();
        long tokens = in.number();
        Map<String, String> headers = new HashMap<>();
        for (int left = in.count(); left > 0; left--) {
            headers.put(in.text(), in.text());
        }
        int[] ends = in.steps();
        int[] millis = in.steps();
        return new Kept(dialect, model, id, headers, in.bytes(), ends, millis, tokens);
    }
}
