package ai.gateway.redis;

import ai.gateway.recall.Kept;
import ai.gateway.recall.StoredAnswer;
import ai.gateway.redis.AnswerCodec.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class AnswerCodecTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void read_whatWasWritten_isTheSame_andWhatIsCutIsNothing(long seed) {
        Random random = new Random(seed);
        Entry entry = any(random);

        byte[] bytes = AnswerCodec.write(entry);

        assertThat(read(bytes)).usingRecursiveComparison().isEqualTo(entry);
        for (int length = 0; length < bytes.length; length++) {
            assertThat(read(Arrays.copyOf(bytes, length))).isNull();
        }
        assertThat(read(Arrays.copyOf(bytes, bytes.length + 9)))
                .usingRecursiveComparison()
                .isEqualTo(entry);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void read_anyBytes_makesNoMoreOfThemThanThereIs(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            Entry entry = read(bytes);
            assertThat(entry == null || entry.answer().answer().body().length < 200)
                    .isTrue();
        }
    }

    @Test
    void number_theLargestAndTheLeast_areTheSame() {
        BytesOut out = new BytesOut(0);
        long[] numbers = {0, 1, -1, 63, 64, -64, -65, Long.MAX_VALUE, Long.MIN_VALUE, 1_764_150_000_000_000L};
        for (long each : numbers) {
            out.number(each);
        }
        BytesIn in = new BytesIn(out.take());
        for (long each : numbers) {
            assertThat(in.number()).isEqualTo(each);
        }
    }

    private static Entry any(Random random) {
        Map<String, String> headers = new HashMap<>();
        Set<String> tags = new HashSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            headers.put(text(random), text(random));
            tags.add(text(random));
        }
        byte[] body = new byte[random.nextInt(300)];
        random.nextBytes(body);
        int[] ends = random.ints(random.nextInt(9)).toArray();
        int[] millis = random.ints(random.nextInt(9)).toArray();
        Kept kept =
                new Kept(text(random), text(random), text(random), headers, body, ends, millis, random.nextInt(9) - 1);
        StoredAnswer answer = new StoredAnswer(
                "key", "partition", text(random), tags, random.nextLong(), random.nextLong(), text(random), kept);
        return new Entry(answer, random.nextLong());
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(200), 1, 0xd7ff)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static Entry read(byte[] bytes) {
        return AnswerCodec.read("partition", "key", bytes);
    }
}
