package ai.gateway.log;

import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.ledger.Logged.Body;
import ai.gateway.ledger.Logged.Text;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Taking down an answer as it comes. */
class HeardTest {

    private static Body body(Heard heard) {
        Pages pages = new Pages(1000);
        heard.into(pages);
        return pages.body();
    }

    @Test
    void pieces_ofSeveralTexts_areAssembledByText() {
        Heard heard = new Heard(100);
        assertThat(heard.piece(Role.THINKING, 0, "hm")).isEqualTo("hm");
        heard.piece(Role.ASSISTANT, 0, "Hel");
        heard.piece(Role.ASSISTANT, 1, "other");
        heard.piece(Role.ASSISTANT, 0, "lo");
        heard.piece(Role.TOOL_ARGUMENTS, 0, "{}");

        assertThat(body(heard).texts())
                .containsExactly(
                        new Text("thinking", "hm"),
                        new Text("assistant", "Hello"),
                        new Text("assistant", "other"),
                        new Text("tool_arguments", "{}"));
        assertThat(heard.holds(Role.ASSISTANT, 0)).isFalse();
        assertThat(heard.rest(Role.ASSISTANT, 0)).isEmpty();
    }

    @Test
    void whole_thatSaysPiecesAgain_isKnown_alsoWhereTheyWereCut() {
        Heard heard = new Heard(4);
        heard.piece(Role.ASSISTANT, 0, "Hel");
        heard.piece(Role.ASSISTANT, 0, "lo");
        assertThat(heard.whole(Role.ASSISTANT, "Hello")).isEqualTo("Hello");

        assertThat(body(heard)).isEqualTo(new Body(java.util.List.of(new Text("assistant", "Hell")), 1));
    }

    @Test
    void wholes_thatAreTheSame_areTwo() {
        Heard heard = new Heard(100);
        heard.whole(Role.ASSISTANT, "same");
        heard.whole(Role.ASSISTANT, "same");

        assertThat(body(heard).texts()).hasSize(2);
    }

    @Test
    void piece_beyondTheRoom_isCutAtACharacter() {
        Heard heard = new Heard(3);
        heard.piece(Role.ASSISTANT, 0, "ab\uD83D\uDE00c");
        heard.piece(Role.ASSISTANT, 0, "d");

        assertThat(body(heard)).isEqualTo(new Body(java.util.List.of(new Text("assistant", "ab")), 4));
    }
}
