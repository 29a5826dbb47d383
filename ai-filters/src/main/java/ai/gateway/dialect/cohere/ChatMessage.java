package ai.gateway.dialect.cohere;

import ai.gateway.dialect.Asked;
import ai.gateway.dialect.cohere.ChatCitations.Cited;
import ai.gateway.exchange.Citation;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.wire.JsonWriter;

import java.util.ArrayList;
import java.util.List;

/** Writes what a model has said as one message: its plan, what it thinks and says, what it cites, and its calls. */
final class ChatMessage implements Content.AnswerVisitor {

    private final JsonWriter json;
    private final boolean ours;
    private final StringBuilder plan = new StringBuilder();
    private final List<Content> said = new ArrayList<>();
    private final List<Content.ToolCall> calls = new ArrayList<>(0);
    private final List<Content.Foreign> citations = new ArrayList<>(0);

    ChatMessage(JsonWriter json, Asked asked) {
        this.json = json;
        this.ours = ChatAnswerWriter.isOurs(asked);
    }

    void write(List<Content> content) {
        content.forEach(block -> block.show(this));
        if (plan.length() > 0) {
            json.field(ToolPlan.MEMBER, plan.toString());
        }
        if (!said.isEmpty() || calls.isEmpty()) {
            json.name("content").beginArray();
            said.forEach(this::part);
            json.endArray();
        }
        calls();
        citations();
    }

    private void part(Content content) {
        if (content instanceof Content.Foreign foreign) {
            json.raw(foreign.json());
            return;
        }
        String type = content instanceof Content.Thinking ? "thinking" : "text";
        json.beginObject().field("type", type).field(type, content.flow());
        ChatAnswerWriter.signature(json, content.seal());
        json.endObject();
    }

    private void calls() {
        if (calls.isEmpty()) {
            return;
        }
        json.name("tool_calls").beginArray();
        for (Content.ToolCall call : calls) {
            json.beginObject().field("id", call.id()).field("type", "function");
            json.name("function").beginObject().field("name", call.name());
            json.field("arguments", ours ? call.arguments() : ChatTools.arguments(call.arguments(), call.custom()));
            json.endObject();
            ChatAnswerWriter.signature(json, call.seal());
            json.endObject();
        }
        json.endArray();
    }

    private void citations() {
        boolean cites = said.stream()
                .anyMatch(content -> content instanceof Content.Text text
                        && !text.citations().isEmpty());
        if (!cites && citations.isEmpty()) {
            return;
        }
        json.name("citations").beginArray();
        for (int index = 0; index < said.size(); index++) {
            if (said.get(index) instanceof Content.Text text) {
                for (Citation citation : text.citations()) {
                    ChatCitations.write(json, citation, new Cited(text.text(), index), ours);
                }
            }
        }
        citations.forEach(citation -> json.raw(citation.json()));
        json.endArray();
    }

    @Override
    public void text(Content.Text text) {
        said.add(text);
    }

    @Override
    public void thinking(Content.Thinking thinking) {
        if (ours && ToolPlan.is(thinking)) {
            plan.append(thinking.text());
        } else {
            said.add(thinking);
        }
    }

    /** There is no place of its own for it: it is said. */
    @Override
    public void refusal(Content.Refusal refusal) {
        said.add(new Content.Text(refusal.text(), List.of(), null, Notes.NONE));
    }

    @Override
    public void toolCall(Content.ToolCall call) {
        calls.add(call);
    }

    @Override
    public void foreign(Content.Foreign foreign) {
        if (ours && foreign.type().equals(ChatAnswerWriter.CITATION)) {
            citations.add(foreign);
        } else if (ours) {
            said.add(foreign);
        }
    }

    /** Cohere's models draw nothing, and its clients would not know what to do with a picture. */
    @Override
    public void media(Content.Media media) {}
}
