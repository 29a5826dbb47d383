package ai.gateway.dialect.openai;

import ai.gateway.dialect.CallArguments;
import ai.gateway.dialect.CallIds;
import ai.gateway.dialect.Dropped;
import ai.gateway.dialect.Media;
import ai.gateway.dialect.PartVisitor;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.CacheMark;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Content.Source;
import ai.gateway.exchange.Message;
import ai.gateway.exchange.Seal;
import ai.gateway.wire.JsonWriter;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Writes messages. One of the exchange may become several: results of tools are messages of their own here, and what a
 * tool has answered besides text (a picture) follows them as if the user had sent it.
 */
final class ChatMessageWriter {

    private static final int LONGEST_ID = 40;
    private static final Set<String> ELSEWHERE = Set.of("bedrock", "cohere", "ollama");

    private static final String DOCUMENT = "document_url";

    private final JsonWriter json;
    private final ChatRequest request;
    private final Traits traits;
    private final Dropped dropped;
    private final List<Content> shown = new ArrayList<>(0);

    ChatMessageWriter(JsonWriter json, ChatRequest request, Traits traits, Dropped dropped) {
        this.json = json;
        this.request = request;
        this.traits = traits;
        this.dropped = dropped;
    }

    void write(Message message) {
        Sorted sorted = new Sorted();
        message.content().forEach(content -> content.show(sorted));
        sorted.results.forEach(this::result);
        boolean only = sorted.said.isEmpty() && sorted.calls.isEmpty() && sorted.thoughts.isEmpty();
        if (!only || sorted.results.isEmpty()) {
            end();
            message(message, sorted);
        }
    }

    /** What tools have answered besides text, behind the last result in a row: nothing may stand between them. */
    void end() {
        if (!shown.isEmpty()) {
            json.beginObject().field("role", "user");
            content(shown);
            json.endObject();
            shown.clear();
        }
    }

    private void message(Message message, Sorted sorted) {
        json.beginObject().field("role", role(message.role()));
        if (message.name() != null && traits.has("messages.name")) {
            json.field("name", message.name());
        }
        List<Content> said = taken(sorted.said);
        if (!said.isEmpty()) {
            content(said);
        } else if (sorted.calls.isEmpty()) {
            json.field("content", "");
        } else {
            json.name("content").nullValue();
        }
        thoughts(sorted.thoughts);
        calls(sorted.calls);
        if (request.dialect().equals(OpenAiDialect.ID)) {
            message.extras().fields().forEach((name, value) -> json.name(name).raw(value));
        }
        json.endObject();
    }

    private String role(Message.Role role) {
        return switch (role) {
            case SYSTEM -> "system";
            case DEVELOPER -> traits.has("role=developer") ? "developer" : "system";
            case USER, TOOL -> "user";
            case ASSISTANT -> "assistant";
        };
    }

    /** What there is a part for; a message of no parts at all is refused. */
    private List<Content> taken(List<Content> said) {
        return said.stream()
                .filter(part -> PartKinds.takes(part, traits, dropped))
                .toList();
    }

    /** A string where there is but one plain text, as everybody takes it; parts otherwise. */
    private void content(List<Content> said) {
        json.name("content");
        if (said.size() == 1 && said.get(0) instanceof Content.Text text && isPlain(text)) {
            json.value(text.text());
            return;
        }
        Parts parts = new Parts();
        json.beginArray();
        said.forEach(content -> content.show(parts));
        json.endArray();
    }

    private boolean isPlain(Content.Text text) {
        boolean bare = !request.dialect().equals(OpenAiDialect.ID)
                || text.notes().extras().isEmpty();
        return bare && (text.notes().cache() == null || !traits.has("cache_control"));
    }

    private void thoughts(List<Content.Thinking> thoughts) {
        if (thoughts.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder();
        thoughts.forEach(thought -> text.append(thought.text()));
        if (text.length() > 0 && traits.has("reasoning_content")) {
            json.field(traits.nameOf("reasoning_content"), text.toString());
        }
        if (traits.has("reasoning_details")) {
            ReasoningDetails.write(
                    json,
                    thoughts.stream().filter(ChatMessageWriter::isReadable).toList());
        }
    }

    /** Some seals are read by those alone who speak the dialect in which they came. */
    private static boolean isReadable(Content.Thinking thought) {
        return thought.seal() == null || !ELSEWHERE.contains(thought.seal().dialect());
    }

    private void calls(List<Content.ToolCall> calls) {
        calls(json, calls.stream().map(this::asTaken).toList());
    }

    /** Where custom tools are unknown they are functions that take a text; Google's seals are for Google. */
    private Content.ToolCall asTaken(Content.ToolCall call) {
        boolean custom = call.custom() && traits.has("tools=custom");
        String arguments = call.custom() && !custom ? CallArguments.input(call.arguments()) : call.arguments();
        Seal seal = traits.has("extra_content") ? call.seal() : null;
        return new Content.ToolCall(id(call.id()), call.name(), arguments, custom, seal, call.notes());
    }

    /** The calls of a message, in a request and in an answer alike. */
    static void calls(JsonWriter json, List<Content.ToolCall> calls) {
        if (calls.isEmpty()) {
            return;
        }
        json.name("tool_calls").beginArray();
        for (Content.ToolCall call : calls) {
            json.beginObject().field("id", call.id()).field("type", call.custom() ? "custom" : "function");
            json.name(call.custom() ? "custom" : "function").beginObject().field("name", call.name());
            json.field(call.custom() ? "input" : "arguments", call.arguments()).endObject();
            GoogleExtra.write(json, call.seal());
            json.endObject();
        }
        json.endArray();
    }

    private void result(Content.ToolResult result) {
        List<Content> texts = new ArrayList<>();
        List<Content> others = new ArrayList<>();
        for (Content content : result.content()) {
            if (content instanceof Content.Media media && media.source().kind() == Source.Kind.PLAIN) {
                texts.add(Content.Text.of(media.source().value()));
            } else {
                (content instanceof Content.Text ? texts : others).add(content);
            }
        }
        others = taken(others);
        if (texts.isEmpty() && !others.isEmpty()) {
            texts.add(Content.Text.of("(see the next message)"));
        }
        json.beginObject().field("role", "tool").field("tool_call_id", id(result.callId()));
        if (result.name().isEmpty() || traits.has("tool.name")) {
            named(result.name());
        }
        resultTexts(result.failed(), texts);
        json.endObject();
        shown.addAll(others);
    }

    private void named(String name) {
        if (!name.isEmpty()) {
            json.field("name", name);
        }
    }

    /** There is no member for a failure: the text says it. */
    private void resultTexts(boolean failed, List<Content> texts) {
        List<Content> all = new ArrayList<>(texts);
        if (failed) {
            String first = texts.isEmpty() ? "" : texts.remove(0).flow();
            all = new ArrayList<>(List.of(Content.Text.of("Error: " + first)));
            all.addAll(texts);
        }
        if (all.isEmpty()) {
            json.field("content", "");
        } else {
            content(all);
        }
    }

    private String id(String id) {
        if (!traits.has("tool_calls.id=long")) {
            return CallIds.nine(id);
        }
        return request.dialect().equals(OpenAiDialect.ID) ? id : CallIds.fit(id, LONGEST_ID);
    }

    /** The mark of the cache where the provider takes it, and what only this dialect knows. */
    private void notes(Notes notes) {
        cacheMark(json, notes, traits);
        extras(notes);
    }

    private void extras(Notes notes) {
        if (request.dialect().equals(OpenAiDialect.ID)) {
            notes.extras().fields().forEach((name, value) -> json.name(name).raw(value));
        }
    }

    static void cacheMark(JsonWriter json, Notes notes, Traits traits) {
        CacheMark mark = notes.cache();
        if (mark == null || !traits.has("cache_control")) {
            return;
        }
        json.name("cache_control").beginObject().field("type", "ephemeral");
        if (mark.ttl() != null) {
            json.field("ttl", mark.ttl());
        }
        json.endObject();
    }

    /** The blocks of a message by where they go. */
    private static final class Sorted implements Content.Visitor {

        private final List<Content> said = new ArrayList<>();
        private final List<Content.Thinking> thoughts = new ArrayList<>(0);
        private final List<Content.ToolCall> calls = new ArrayList<>(0);
        private final List<Content.ToolResult> results = new ArrayList<>(0);

        @Override
        public void text(Content.Text text) {
            said.add(text);
        }

        @Override
        public void media(Content.Media media) {
            said.add(media);
        }

        @Override
        public void refusal(Content.Refusal refusal) {
            said.add(refusal);
        }

        @Override
        public void foreign(Content.Foreign foreign) {
            said.add(foreign);
        }

        @Override
        public void thinking(Content.Thinking thinking) {
            thoughts.add(thinking);
        }

        @Override
        public void toolCall(Content.ToolCall call) {
            calls.add(call);
        }

        @Override
        public void toolResult(Content.ToolResult result) {
            results.add(result);
        }
    }

    /** The parts of a message's content. */
    private final class Parts implements PartVisitor {

        @Override
        public void text(Content.Text text) {
            json.beginObject().field("type", "text").field("text", text.text());
            notes(text.notes());
            json.endObject();
        }

        @Override
        public void refusal(Content.Refusal refusal) {
            if (!traits.has("content=refusal")) {
                text(Content.Text.of(refusal.text()));
                return;
            }
            json.beginObject()
                    .field("type", "refusal")
                    .field("refusal", refusal.text())
                    .endObject();
        }

        @Override
        public void media(Content.Media media) {
            switch (media.kind()) {
                case IMAGE -> image(media);
                case AUDIO -> audio(media);
                case FILE, TEXT -> file(media);
                case VIDEO -> address("video_url", Media.url(media, "video/mp4"));
            }
        }

        private void image(Content.Media media) {
            json.beginObject().field("type", "image_url").name("image_url").beginObject();
            json.field("url", Media.url(media, "image/png"));
            extras(media.notes());
            json.endObject().endObject();
        }

        private void audio(Content.Media media) {
            if (media.source().kind() != Source.Kind.BASE64) {
                address("audio_url", Media.url(media, "audio/wav"));
                return;
            }
            String format = Media.format(Media.type(media, "audio/wav"));
            json.beginObject().field("type", "input_audio").name("input_audio").beginObject();
            json.field("data", media.source().value());
            json.field("format", format.equals("mpeg") ? "mp3" : format)
                    .endObject()
                    .endObject();
        }

        private void file(Content.Media media) {
            if (media.source().kind() == Source.Kind.PLAIN) {
                text(Content.Text.of(media.source().value()));
                return;
            }
            if (traits.nameOf("content=file").equals(DOCUMENT)) {
                document(media);
                return;
            }
            json.beginObject().field("type", "file").name("file").beginObject();
            if (media.source().kind() == Source.Kind.UPLOADED) {
                json.field("file_id", media.source().value());
            } else {
                json.field("filename", media.name() == null ? "file.pdf" : media.name());
                json.field("file_data", Media.url(media, "application/pdf"));
            }
            json.endObject().endObject();
        }

        /** Mistral has the address, or the id, in the part itself. */
        private void document(Content.Media media) {
            boolean uploaded = media.source().kind() == Source.Kind.UPLOADED;
            json.beginObject().field("type", uploaded ? "file" : DOCUMENT);
            json.field(uploaded ? "file_id" : DOCUMENT, Media.url(media, "application/pdf"))
                    .endObject();
        }

        private void address(String type, String url) {
            json.beginObject().field("type", type).name(type).beginObject();
            json.field("url", url).endObject().endObject();
        }

        @Override
        public void foreign(Content.Foreign foreign) {
            json.raw(foreign.json());
        }
    }
}
