package ai.gateway.dialect;

import ai.gateway.exchange.Answer;
import ai.gateway.exchange.AnswerFold;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.FinishReason;
import ai.gateway.exchange.Message;
import ai.gateway.exchange.Tool;
import ai.gateway.exchange.ToolChoice;
import ai.gateway.exchange.Usage;
import ai.gateway.testing.made.MadeChats;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class ToolTermsTest {

    private static final String LONG = "über.lang/" + "x".repeat(90);

    private static ChatRequest chat(Tool.Kind kind, String name) {
        Tool tool = new Tool(kind, name, null, null, null, Notes.NONE);
        Content call = new Content.ToolCall("c1", name, "{}", false, null, Notes.NONE);
        Content result = new Content.ToolResult("c1", name, List.of(Content.Text.of("7")), false, Notes.NONE);
        List<Message> turns = List.of(
                new Message(Message.Role.ASSISTANT, null, List.of(call), Extras.NONE),
                new Message(Message.Role.TOOL, null, List.of(result), Extras.NONE));
        return MadeChats.of(1, "openai").withTools(List.of(tool), turns, ToolChoice.named(name));
    }

    private static Answer back(ToolTerms terms, Content.ToolCall call) {
        Answer.Choice choice = new Answer.Choice(0, List.of(call), FinishReason.TOOL_CALLS, null, null, Extras.NONE);
        AnswerFold fold = new AnswerFold();
        new Answer("id", "m", 1, List.of(choice), Usage.NONE, Extras.NONE, Extras.NONE).unfold(terms.restoring(fold));
        return fold.toAnswer();
    }

    @Test
    void request_nameThatIsNotTaken_isFittedWhereverItStandsAndComesBack() {
        ToolTerms terms = ToolTerms.of(chat(Tool.Kind.FUNCTION, LONG), name -> CallIds.isPlain(name, 64));

        ChatRequest fitted = terms.request();
        String name = fitted.tools().get(0).name();
        assertThat(name).matches("t_[a-zA-Z0-9_]{1,62}").contains("ber_lang_xxx");
        assertThat(fitted.toolChoice()).isEqualTo(ToolChoice.named(name));
        assertThat(fitted.messages().get(0).content().get(0)).hasFieldOrPropertyWithValue("name", name);
        assertThat(fitted.messages().get(1).content().get(0)).hasFieldOrPropertyWithValue("name", name);
        Content.ToolCall called = new Content.ToolCall("c2", name, "{\"a\":1}", false, null, Notes.NONE);
        assertThat(back(terms, called).choices().get(0).content())
                .containsExactly(new Content.ToolCall("c2", LONG, "{\"a\":1}", false, null, Notes.NONE));
    }

    @Test
    void request_namesThatAreAlike_stayApart() {
        ToolTerms one = ToolTerms.of(chat(Tool.Kind.FUNCTION, LONG + "1"), name -> false);
        ToolTerms other = ToolTerms.of(chat(Tool.Kind.FUNCTION, LONG + "2"), name -> false);

        assertThat(one.request().tools().get(0).name())
                .isNotEqualTo(other.request().tools().get(0).name());
    }

    @Test
    void request_namesThatAreTaken_isTheSame() {
        ChatRequest chat = chat(Tool.Kind.FUNCTION, "get-weather_2");
        ToolTerms terms = ToolTerms.of(chat, name -> CallIds.isPlain(name, 64));
        AnswerFold sink = new AnswerFold();

        assertThat(terms.request()).isSameAs(chat);
        assertThat(terms.restoring(sink)).isSameAs(sink);
    }

    @Test
    void restoring_functionInPlaceOfCustomTool_isItsTextAgain() {
        ToolTerms terms = ToolTerms.of(chat(Tool.Kind.CUSTOM, "sh"), name -> true);
        Content.ToolCall wrapped =
                new Content.ToolCall("c2", "sh", CallArguments.input("ls \"x\""), false, null, Notes.NONE);
        Content.ToolCall cut = new Content.ToolCall("c2", "sh", "{\"input\":\"l", false, null, Notes.NONE);
        Content.ToolCall plain = new Content.ToolCall("c2", "sh", "{\"input\":\"l\"}", true, null, Notes.NONE);

        assertThat(back(terms, wrapped).choices().get(0).content())
                .containsExactly(new Content.ToolCall("c2", "sh", "ls \"x\"", true, null, Notes.NONE));
        assertThat(back(terms, cut).choices().get(0).content())
                .containsExactly(new Content.ToolCall("c2", "sh", "{\"input\":\"l", true, null, Notes.NONE));
        assertThat(back(terms, plain).choices().get(0).content()).containsExactly(plain);
    }
}
