package ai.gateway.dialect.responses;

import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Content.Source;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Modality;
import ai.gateway.exchange.Seal;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One item of an answer, as far as it has come: its parts are the blocks of the exchange. */
final class OutputItem {

    private static final Set<String> KNOWN =
            Set.of("type", "role", "status", "content", "summary", "encrypted_content");
    private static final Set<String> KNOWN_OF_CALL = Set.of("type", "status", "call_id", "name", "arguments", "input");
    private static final Set<String> KNOWN_OF_IMAGE = Set.of("type", "status", "result");
    private static final Set<String> KNOWN_OF_TEXT = Set.of("type", "text", "annotations", "logprobs");
    private static final Set<String> KNOWN_OF_REFUSAL = Set.of("type", "refusal");

    private final String type;
    private final String id;
    private final OutputReader out;
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private Map<String, String> kept;
    private @Nullable Part last;
    private boolean done;

    OutputItem(String type, Json item, OutputReader out) {
        this.type = type;
        this.id = item.get("id").text();
        this.out = out;
        this.kept = ItemNotes.item(item, isCall() ? KNOWN_OF_CALL : KNOWN);
    }

    /** One block of it, and how much of that was told. */
    private static final class Part {

        private final int block;
        private int told;
        private int cited;
        private boolean likely;

        Part(int block) {
            this.block = block;
        }
    }

    boolean isDone() {
        return done;
    }

    boolean is(String other) {
        return id.equals(other);
    }

    private boolean isCall() {
        return type.equals("function_call") || type.equals("custom_tool_call");
    }

    /** A call is known at once. */
    void begin(Json item) {
        if (isCall()) {
            boolean custom = type.equals("custom_tool_call");
            part(
                    "call",
                    new Content.ToolCall(
                            item.get("call_id").text(item.get("id").text()),
                            item.get("name").text(),
                            "",
                            custom,
                            null,
                            notes(Extras.NONE)));
        }
    }

    void say(Json event, String member) {
        Part part = text(event.get("content_index").number(0), event.get("part"));
        tell(part, event, member);
        likely(part, event.get("logprobs"), member.equals("delta"));
    }

    void cite(Json event, Json annotation) {
        Part part = text(event.get("content_index").number(0), Json.MISSING);
        if (annotation.isObject()) {
            part.cited++;
            out.tell(new AnswerEvent.Cited(0, part.block, Annotations.read(annotation)));
        }
    }

    void refuse(Json event, String member) {
        tell(refusal(event.get("content_index").number(0), event.get("part")), event, member);
    }

    void summary(Json event, String member) {
        tell(thinking("s", event.get("summary_index").number(0)), event, member);
    }

    void thought(Json event, String member) {
        tell(thinking("c", event.get("content_index").number(0)), event, member);
    }

    void arguments(Json event, String member) {
        Part part = parts.get("call");
        if (part != null) {
            tell(part, event, member);
        }
    }

    /** The whole item: says what of it was not said. */
    void complete(Json item) {
        if (done) {
            return;
        }
        done = true;
        switch (type) {
            case "message" -> message(item);
            case "reasoning" -> reasoning(item);
            case "function_call", "custom_tool_call" -> {
                Json arguments = item.get(type.equals("function_call") ? "arguments" : "input");
                Part part = parts.get("call");
                if (part != null) {
                    rest(part, arguments.isObject() ? arguments.toString() : arguments.text());
                }
            }
            case "image_generation_call" -> image(item);
            default -> foreign(item, Notes.NONE);
        }
        end();
    }

    /** Ends its blocks; nothing more of it is told. */
    void end() {
        done = true;
        for (Part part : parts.values()) {
            out.tell(new AnswerEvent.BlockEnded(0, part.block));
        }
        parts.clear();
    }

    private void message(Json item) {
        long index = shift(item.get("content").size());
        for (Json content : item.get("content").items()) {
            switch (content.get("type").text()) {
                case "output_text", "text" -> {
                    Part part = text(index, content);
                    rest(part, content.get("text").text());
                    int cited = 0;
                    for (Json annotation : content.get("annotations").items()) {
                        if (cited++ >= part.cited && annotation.isObject()) {
                            out.tell(new AnswerEvent.Cited(0, part.block, Annotations.read(annotation)));
                        }
                    }
                    likely(part, content.get("logprobs"), !part.likely);
                }
                case "refusal" ->
                    rest(refusal(index, content), content.get("refusal").text());
                default -> foreign(content, ItemNotes.notes(ItemNotes.marked(take(), ItemNotes.PART)));
            }
            index++;
        }
    }

    /** Some count the thoughts before a message among its parts: what was told then has a place that the item has not. */
    private long shift(int size) {
        long last = parts.keySet().stream()
                .mapToLong(key -> Long.parseLong(key, 1, key.length(), 10))
                .max()
                .orElse(0);
        return Math.max(last - size + 1, 0);
    }

    /** What is thought is told once: as it came in pieces, else in whole, else in summary. */
    private void reasoning(Json item) {
        Json summary = item.get("summary");
        Json content = item.get("content");
        boolean summed = parts.keySet().stream().anyMatch(key -> key.startsWith("s"));
        boolean whole = !summed && (!parts.isEmpty() || content.size() > 0);
        if (whole && parts.isEmpty() && summary.size() > 0) {
            kept = ItemNotes.marked(kept, ItemNotes.SUMMARY, ItemNotes.line(summary));
        }
        int index = 0;
        for (Json part : (whole ? content : summary).items()) {
            String text = part.get("text").text();
            if (!text.isEmpty()) {
                rest(thinking(whole ? "c" : "s", index), text);
            }
            index++;
        }
        seal(item);
    }

    /** Thoughts that are neither told nor sealed mean something to the provider that has kept them, and to nobody else. */
    private void seal(Json item) {
        String sealed = item.get("encrypted_content").text();
        Seal seal = sealed.isEmpty() ? null : new Seal(ResponsesDialect.ID, sealed);
        if (last != null && seal != null) {
            out.tell(new AnswerEvent.Sealed(0, last.block, seal));
        } else if (seal != null) {
            out.whole(new Content.Thinking("", seal, /* hidden= */ true, ItemNotes.notes(ItemNotes.item(item, KNOWN))));
        } else if (last == null) {
            foreign(item, Notes.NONE);
        }
    }

    private void image(Json item) {
        String result = item.get("result").text();
        if (result.isEmpty()) {
            foreign(item, Notes.NONE);
            return;
        }
        String format = item.get("output_format").text("png");
        out.whole(new Content.Media(
                Modality.IMAGE,
                new Source(Source.Kind.BASE64, result),
                "image/" + format,
                null,
                ItemNotes.notes(ItemNotes.item(item, KNOWN_OF_IMAGE))));
    }

    private void foreign(Json json, Notes notes) {
        if (json.isObject()) {
            out.whole(new Content.Foreign(ResponsesDialect.ID, json.get("type").text(), ItemNotes.line(json), notes));
        }
    }

    private Part text(long index, Json part) {
        Part known = parts.get("t" + index);
        return known != null
                ? known
                : part("t" + index, new Content.Text("", List.of(), null, notes(ItemNotes.rest(part, KNOWN_OF_TEXT))));
    }

    private Part refusal(long index, Json part) {
        Part known = parts.get("r" + index);
        return known != null
                ? known
                : part("r" + index, new Content.Refusal("", notes(ItemNotes.rest(part, KNOWN_OF_REFUSAL))));
    }

    private Part thinking(String kind, long index) {
        Part known = parts.get(kind + index);
        if (known != null) {
            return known;
        }
        Map<String, String> marks = take();
        boolean content = kind.equals("c");
        Notes notes = ItemNotes.notes(content ? ItemNotes.marked(marks, ItemNotes.CONTENT) : marks);
        return part(kind + index, new Content.Thinking("", null, /* hidden= */ false, notes));
    }

    private Notes notes(Extras part) {
        return ItemNotes.notes(take(), part);
    }

    /** The members of the item go with its first block. */
    private Map<String, String> take() {
        Map<String, String> taken = kept;
        kept = ItemNotes.more();
        return taken;
    }

    private Part part(String key, Content head) {
        Part part = new Part(out.begin(head));
        parts.put(key, part);
        last = part;
        return part;
    }

    private void tell(Part part, Json event, String member) {
        String text = event.get(member).text();
        if (!member.equals("delta")) {
            rest(part, text);
        } else if (!text.isEmpty() && !done) {
            part.told += text.length();
            out.tell(new AnswerEvent.Piece(0, part.block, text));
        }
    }

    /** What of a whole text the pieces have not said. */
    private void rest(Part part, String whole) {
        if (whole.length() > part.told) {
            String rest = whole.substring(part.told);
            part.told = whole.length();
            out.tell(new AnswerEvent.Piece(0, part.block, rest));
        }
    }

    private void likely(Part part, Json tokens, boolean news) {
        if (news && tokens.size() > 0 && tokens.isArray()) {
            part.likely = true;
            out.tell(new AnswerEvent.Likelihoods(0, "{\"content\":" + ItemNotes.line(tokens) + "}"));
        }
    }
}
