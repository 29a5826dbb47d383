package ai.gateway.keys;

import ai.gateway.access.KeyHash;
import ai.gateway.access.Scope;
import ai.gateway.access.StoredKey;
import ai.gateway.access.VirtualKey;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class KeyIndexTest {

    private static final KeyHash HASH = new KeyHash(new byte[32]);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 7, 8, 1000, 20_000})
    void find_eachOfMany_isItself_andNoOtherIsFound(int many) {
        KeyIndex index = KeyIndex.of(IntStream.range(0, many)
                .mapToObj(i -> new StoredKey(VirtualKey.of("k" + i, "", Map.of(), Scope.ALL), HASH.of("k" + i), null))
                .toList());
        for (int i = 0; i < many; i++) {
            assertThat(index.find(HASH.of("k" + i)).holder().principal().key()).isEqualTo("k" + i);
            assertThat(index.find(HASH.of("x" + i)).isNothing()).isTrue();
        }
        assertThat(index.find(HASH.of("")).isGood(0)).isFalse();
    }
}
