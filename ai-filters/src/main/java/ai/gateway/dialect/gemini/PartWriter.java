package ai.gateway.dialect.gemini;

import ai.gateway.dialect.CallIds;
import ai.gateway.dialect.Dropped;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Content.Source;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Message;
import ai.gateway.wire.JsonWriter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes the blocks of the messages of one request as parts, in the order of the conversation. */
final class PartWriter implements Content.Visitor {

    private static final int LONGEST_ID = 64;
    private static final String OF_RESPONSE = "functionResponse.";

    private final Traits traits;
    private final Dropped dropped;
    private final boolean own;
    private final boolean thirdGeneration;
    private final Map<String, Called> calls = new HashMap<>();
    private ContentWriter.Turn turn = new ContentWriter.Turn(Message.Role.USER);
    private boolean signed;

    PartWriter(ChatRequest request, Traits traits, Dropped dropped) {
        this.traits = traits;
        this.dropped = dropped;
        this.own = request.dialect().equals(GeminiDialect.ID);
        this.thirdGeneration = ModelName.of(request.model()).isThirdGeneration();
    }

    /** A call that was made: how many were before, and of what. */
    private record Called(int ordinal, String name) {}

    void write(Message message, ContentWriter.Turn into) {
        turn = into;
        if (message.role() != Message.Role.ASSISTANT) {
            signed = false; // a step of the model begins anew
        }
        message.content().forEach(content -> content.show(this));
    }

    @Override
    public void text(Content.Text text) {
        String signature = Signatures.own(text.seal());
        if (own || signature != null || !text.text().isEmpty()) {
            turn.add(PartJson.text(text.text(), /* thought= */ false, signature, extras(text.notes())));
        }
    }

    /** Thoughts that Gemini has not signed, or that others have, are nothing to it; a client of its own knows best. */
    @Override
    public void thinking(Content.Thinking thinking) {
        String signature = Signatures.own(thinking.seal());
        if (signature != null || (own && thinking.seal() == null)) {
            turn.add(PartJson.text(thinking.text(), /* thought= */ true, signature, extras(thinking.notes())));
        }
    }

    /** The first call of a step has the signature of all, or must say that it has none. */
    @Override
    public void toolCall(Content.ToolCall call) {
        calls.put(call.id(), new Called(calls.size(), call.name()));
        String signature = Signatures.own(call.seal());
        if (signature == null && thirdGeneration && !signed) {
            signature = Signatures.NONE_NEEDED;
        }
        signed = true;
        turn.add(PartJson.call(id(call.id()), call, signature, extras(call.notes())));
    }

    @Override
    public void toolResult(Content.ToolResult result) {
        Called call = calls.getOrDefault(result.callId(), new Called(Integer.MAX_VALUE, result.callId()));
        List<Content.Media> media = new ArrayList<>(0);
        StringBuilder text = new StringBuilder();
        for (Content content : result.content()) {
            if (content instanceof Content.Media medium && medium.source().kind() != Source.Kind.PLAIN) {
                media.add(medium);
            } else if (content instanceof Content.Media document) {
                text.append(document.source().value());
            } else if (content instanceof Content.Foreign foreign) {
                dropped.add("messages." + foreign.type());
            } else {
                text.append(text.length() == 0 ? "" : "\n").append(content.flow());
            }
        }
        JsonWriter json =
                new JsonWriter().beginObject().name("functionResponse").beginObject();
        String id = id(result.callId());
        if (!id.isEmpty()) {
            json.field("id", id);
        }
        json.field("name", result.name().isEmpty() ? call.name() : result.name())
                .name("response");
        ToolResponse.write(json, text.toString(), result.failed());
        boolean inside = own || (thirdGeneration && traits.has("functionResponse.parts"));
        nested(json, inside ? media : List.of(), result.notes());
        turn.addResult(json.endObject().toString(), call.ordinal());
        if (!inside) {
            media.forEach(this::media);
        }
    }

    /** The media of a result, and what only this dialect knows of it, within it and beside it. */
    private void nested(JsonWriter json, List<Content.Media> media, Notes notes) {
        if (!media.isEmpty()) {
            json.name("parts").beginArray();
            media.forEach(medium -> json.raw(PartJson.media(medium, own)));
            json.endArray();
        }
        Map<String, String> beside = new LinkedHashMap<>();
        extras(notes).fields().forEach((name, value) -> {
            if (name.startsWith(OF_RESPONSE)) {
                json.name(name.substring(OF_RESPONSE.length())).raw(value);
            } else {
                beside.put(name, value);
            }
        });
        json.endObject();
        beside.forEach((name, value) -> json.name(name).raw(value));
    }

    @Override
    public void media(Content.Media media) {
        Source source = media.source();
        boolean there = source.kind() != Source.Kind.UPLOADED || own || FileTypes.isUploaded(source.value());
        boolean fetched = source.kind() != Source.Kind.URL || traits.has("fileData=url");
        if (source.kind() == Source.Kind.PLAIN) {
            text(Content.Text.of(source.value()));
        } else if (there && fetched) {
            turn.add(PartJson.media(media, own));
        } else {
            dropped.add("messages." + media.kind().name().toLowerCase(Locale.ROOT));
        }
    }

    @Override
    public void refusal(Content.Refusal refusal) {
        text(Content.Text.of(refusal.text()));
    }

    @Override
    public void foreign(Content.Foreign foreign) {
        if (foreign.dialect().equals(GeminiDialect.ID)) {
            turn.add(foreign.json());
        } else {
            dropped.add("messages." + foreign.type());
        }
    }

    private Extras extras(Notes notes) {
        return own ? notes.extras() : Extras.NONE;
    }

    /** Empty where the API is to go by name and order, as it did when it made the call. */
    private String id(String id) {
        if (ConversationCalls.isMadeUp(id) || !traits.has("functionCall.id")) {
            return "";
        }
        return own ? id : CallIds.fit(id, LONGEST_ID);
    }
}
