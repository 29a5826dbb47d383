package ai.gateway.guard;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class ImagesTest {

    private static final Images IMAGES = new Images(new Hosts(List.of("cdn.example.com", ".own.example")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "see ![x](https://evil.example/?q=all) there | ![x](https://evil.example/?q=all",
                "![](//evil.example/a)                       | ![](//evil.example/a",
                "<IMG alt='x' SRC=\"http://evil.example/a\"> | <IMG alt='x' SRC=\"http://evil.example/a"
            })
    void picture_ofAForeignHost_isFound(String text, String found) {
        assertThat(IMAGES.scan(text))
                .singleElement()
                .satisfies(find -> assertThat(find.in(text)).isEqualTo(found));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "![x](https://cdn.example.com/a.png)",
                "![x](https://a.own.example/b)",
                "![x](data:image/png;base64,AA)",
                "![x](a.png)",
                "[a link](https://evil.example)",
                "a < b ! [x]"
            })
    void anythingElse_isNot(String text) {
        assertThat(IMAGES.scan(text)).isEmpty();
    }

    /** A megabyte in a time that a quadratic search would take for a fiftieth of it. */
    @Test
    void evilTexts_takeNoLonger() {
        for (String evil :
                new String[] {"![", "![](", "![](x", "<img", "<img src=", "![](http", "![" + "a".repeat(499)}) {
            String text = evil.repeat((1 << 20) / evil.length());
            assertTimeoutPreemptively(Duration.ofSeconds(5), () -> IMAGES.scan(text), evil);
        }
    }
}
