package ai.gateway.pipeline;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class NotesTest {

    private final Notes notes = new Notes();

    private List<String> told() {
        List<String> told = new ArrayList<>();
        notes.told((name, value) -> told.add(name + "=" + value));
        return told;
    }

    @Test
    void promise_isOwed_untilItsValueIsKnown() {
        notes.promise("cost");
        notes.put("other", "1");
        assertThat(notes.owed()).containsOnlyKeys("cost");
        assertThat(told()).containsExactly("other=1");

        notes.put("cost", "2");
        assertThat(notes.owed()).isEmpty();
        assertThat(told()).containsExactly("cost=2", "other=1");
    }

    @Test
    void promise_onACondition_isOwedWhereItHoldsInTheEnd() {
        notes.promise("saved", all -> all.value("cache").equals("hit"));
        notes.put("cache", "miss");
        assertThat(notes.owed()).isEmpty();
        assertThat(told()).containsExactly("cache=miss");

        notes.put("cache", "hit");
        assertThat(notes.owed()).containsOnlyKeys("saved");

        notes.put("saved", "3");
        assertThat(notes.owed()).isEmpty();
        assertThat(told()).containsExactly("cache=hit", "saved=3");
    }
}
