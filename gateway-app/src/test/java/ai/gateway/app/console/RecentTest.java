package ai.gateway.app.console;

import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class RecentTest {

    private final Recent recent = new Recent(3);

    private void add(String id) {
        recent.add(new Seen(
                id,
                0,
                new Seen.Who("", ""),
                new Seen.What("", "", "", null, null, null),
                new Seen.How("complete", 200, null, null, null, 1, false),
                new Seen.Time(-1, 0),
                new Seen.Use(-1, -1, -1, -1, -1, 0),
                List.of(),
                List.of()));
    }

    private List<String> ids(long from, long before, int limit) {
        return recent.list(from, before, limit).stream()
                .map(each -> each.seen().id())
                .toList();
    }

    @Test
    void list_hasTheNewestFirst_andNoMoreThanAreKept() {
        assertThat(ids(0, Long.MAX_VALUE, 10)).isEmpty();
        List.of("a", "b", "c", "d", "e").forEach(this::add);

        assertThat(ids(0, Long.MAX_VALUE, 10)).containsExactly("e", "d", "c");
        assertThat(ids(4, Long.MAX_VALUE, 10)).containsExactly("e");
        assertThat(ids(0, 4, 1)).containsExactly("d");
        assertThat(ids(9, Long.MAX_VALUE, 10)).isEmpty();
        assertThat(recent.next()).isEqualTo(5);
    }

    @Test
    void find_whatWasPushedOut_isNotThere() {
        List.of("a", "b", "c", "d").forEach(this::add);

        assertThat(recent.find("a")).isNull();
        assertThat(recent.find("b")).isNotNull();
    }
}
