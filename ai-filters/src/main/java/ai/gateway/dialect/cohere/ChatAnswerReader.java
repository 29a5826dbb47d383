package ai.gateway.dialect.cohere;

import ai.gateway.dialect.AnswerReader;
import ai.gateway.dialect.Fields;
import ai.gateway.dialect.Seals;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FinishReason;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Reads answers: the events of a stream, and whole ones. */
final class ChatAnswerReader implements AnswerReader {

    private static final Set<String> KNOWN =
            Set.of("id", "type", "event_type", "index", "delta", "message", "finish_reason", "usage", "logprobs");
    private static final Set<String> KNOWN_OF_MESSAGE =
            Set.of("role", "content", ToolPlan.MEMBER, "tool_calls", "citations");
    private static final Set<String> KNOWN_OF_END = Set.of("finish_reason", "usage", "error");
    private static final Content.Thinking THOUGHT = new Content.Thinking("", null, /* hidden= */ false, Notes.NONE);

    private final Consumer<AnswerEvent> sink;
    private final ChatBlocks blocks;
    private final List<Content> strays = new ArrayList<>(0);
    private boolean begun;
    private boolean called;
    private boolean ended;
    private boolean over;

    ChatAnswerReader(Consumer<AnswerEvent> sink) {
        this.sink = sink;
        this.blocks = new ChatBlocks(sink);
    }

    void whole(Json answer) {
        if (isFailed(answer)) {
            return;
        }
        begin(answer);
        Json message = answer.get("message");
        plan(message.get(ToolPlan.MEMBER));
        int index = 0;
        for (Json part : message.get("content").items()) {
            content("c" + index++, part);
        }
        for (Json citation : message.get("citations").items()) {
            cite(citation);
        }
        index = 0;
        for (Json call : message.get("tool_calls").items()) {
            call("t" + index++, call);
        }
        if (answer.get("logprobs").size() > 0) {
            likelihoods(answer.get("logprobs").items());
        }
        finish(answer, Fields.rest(message, KNOWN_OF_MESSAGE));
        end();
    }

    @Override
    public void frame(String name, Json event) {
        if (over || ended) {
            return;
        }
        String type = event.get("type").text(event.get("event_type").text(name));
        Json message = event.get("delta").get("message");
        switch (type) {
            case "message-start" -> begin(event);
            case "content-start", "content-delta" -> {
                content(name("c", event), message.get("content"));
                if (event.get("logprobs").isObject()) {
                    likelihoods(List.of(event.get("logprobs")));
                }
            }
            case "content-end" -> blocks.end(name("c", event));
            case "tool-plan-delta" -> plan(message.get(ToolPlan.MEMBER));
            case "tool-call-start", "tool-call-delta" -> call(name("t", event), message.get("tool_calls"));
            case "tool-call-end" -> blocks.end(name("t", event));
            case "citation-start" -> cite(message.get("citations"));
            case "message-end" -> last(event.get("delta"));
            default -> isFailed(event);
        }
    }

    /** What did not say that it is over is not: of such an answer only the blocks are brought to an end. */
    @Override
    public void end() {
        if (over) {
            return;
        }
        over = true;
        blocks.endAll();
        if (ended) {
            sink.accept(new AnswerEvent.Ended());
        }
    }

    private void last(Json delta) {
        if (!isFailed(delta)) {
            finish(delta, Fields.rest(delta, KNOWN_OF_END));
        }
    }

    private boolean isFailed(Json answer) {
        String failure = CohereAnswer.failureIn(answer);
        if (failure == null) {
            return false;
        }
        over = true;
        blocks.endAll();
        String type = answer.get("error_type").text();
        sink.accept(new AnswerEvent.Failed(Failure.told(failure, new Failure.Origin(0, type, ""))));
        return true;
    }

    private void begin(Json answer) {
        if (!begun) {
            begun = true;
            Extras extras = Fields.rest(answer, KNOWN);
            sink.accept(new AnswerEvent.Began(answer.get("id").text(), "", Usage.ABSENT, extras));
        }
    }

    private void plan(Json plan) {
        if (!plan.text().isEmpty()) {
            blocks.begin(ToolPlan.MEMBER, ToolPlan.of(""));
            blocks.piece(ToolPlan.MEMBER, plan.text());
        }
    }

    private void content(String name, Json part) {
        String type = part.get("type").text();
        boolean thought = type.equals("thinking") || part.get("thinking").isString();
        if (!thought && !part.get("text").isString() && !type.isEmpty() && !type.equals("text")) {
            blocks.whole(new Content.Foreign(CohereDialect.ID, type, part.toString(), Notes.NONE));
            return;
        }
        blocks.end(ToolPlan.MEMBER);
        blocks.begin(name, thought ? THOUGHT : Content.Text.of(""));
        blocks.piece(name, part.get(thought ? "thinking" : "text").text());
        seal(name, part);
    }

    private void call(String name, Json call) {
        Json function = call.get("function");
        boolean begins = call.get("id").isString() || function.get("name").isString();
        if (begins) {
            called = true;
            blocks.end(ToolPlan.MEMBER);
            blocks.begin(
                    name,
                    new Content.ToolCall(
                            call.get("id").text(),
                            function.get("name").text(),
                            "",
                            /* custom= */ false,
                            null,
                            Notes.NONE));
        }
        Json arguments = function.get("arguments");
        blocks.piece(name, arguments.isObject() ? arguments.toString() : arguments.text());
        seal(name, call);
    }

    private void seal(String name, Json part) {
        String signature = part.get(ChatMessageReader.SIGNATURE).text();
        if (!signature.isEmpty()) {
            blocks.seal(name, Seals.read(signature, CohereDialect.ID));
        }
    }

    /** Of what is no open text, the citation is kept as it is. */
    private void cite(Json citation) {
        if (!citation.isObject()) {
            return;
        }
        Integer index = ChatCitations.index(citation);
        String name = index == null ? null : "c" + index;
        if (!ChatCitations.isOfText(citation) || !blocks.cite(name, ChatCitations.read(citation))) {
            strays.add(
                    new Content.Foreign(CohereDialect.ID, ChatAnswerWriter.CITATION, citation.toString(), Notes.NONE));
        }
    }

    private void likelihoods(Iterable<Json> items) {
        sink.accept(new AnswerEvent.Likelihoods(0, ChatLogprobs.read(items)));
    }

    private void finish(Json end, Extras rest) {
        ended = true;
        blocks.endAll();
        strays.forEach(blocks::whole);
        String word = end.get("finish_reason").text();
        if (!word.isEmpty()) {
            FinishReason reason = CohereAnswer.finish(word);
            reason = called && reason == FinishReason.STOP ? FinishReason.TOOL_CALLS : reason;
            sink.accept(new AnswerEvent.Finished(0, reason, null, withWord(rest, word, reason)));
        }
        Json usage = end.get("usage");
        if (usage.isObject()) {
            sink.accept(new AnswerEvent.Used(CohereAnswer.usage(usage), Fields.rest(usage, Set.of())));
        }
    }

    /** Where one reason stands for several words, the word is kept. */
    private static Extras withWord(Extras rest, String word, FinishReason reason) {
        if (word.equals(ChatAnswerWriter.word(reason, /* stopped= */ false))) {
            return rest;
        }
        Map<String, String> fields = new LinkedHashMap<>(rest.fields());
        fields.put(ChatAnswerWriter.FINISH, JsonWriter.quote(word));
        return new Extras(fields);
    }

    private static String name(String kind, Json event) {
        return kind + event.get("index").number(0);
    }
}
