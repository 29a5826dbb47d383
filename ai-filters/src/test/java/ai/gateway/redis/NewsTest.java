package ai.gateway.redis;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class NewsTest {

    private final News news = new News();

    @Test
    void take_announcedTwice_isReadOnce() {
        news.announced(List.of("a", "b"));
        news.announced(List.of("b"));

        assertThat(news.take()).isEqualTo(new News.Wanted(false, List.of("a", "b")));
        assertThat(news.isNothing()).isTrue();
        assertThat(news.take().isNothing()).isTrue();
    }

    @Test
    void take_aFlood_isAllAtOnce() {
        news.announced(IntStream.range(0, 256).mapToObj(Integer::toString).toList());
        assertThat(news.isNothing()).isFalse();
        news.announced(List.of("256"));
        news.announced(List.of("257"));

        assertThat(news.take()).isEqualTo(new News.Wanted(true, List.of()));
        assertThat(news.isNothing()).isTrue();
    }
}
