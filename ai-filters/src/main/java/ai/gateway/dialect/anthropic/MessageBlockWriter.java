package ai.gateway.dialect.anthropic;

import ai.gateway.dialect.CallIds;
import ai.gateway.dialect.Dropped;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.CacheMark;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Seal;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonException;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Writes blocks of a request's messages, each by itself, since some cannot be said here and leave nothing behind. */
final class MessageBlockWriter implements Content.Visitor {

    private static final int LONGEST_ID = 64;

    private final Traits traits;
    private final Dropped dropped;
    private final boolean ours;
    private JsonWriter json = new JsonWriter();
    private boolean said;

    MessageBlockWriter(ChatRequest request, Traits traits, Dropped dropped) {
        this.traits = traits;
        this.dropped = dropped;
        this.ours = request.dialect().equals(AnthropicDialect.ID);
    }

    /** The block; null where it cannot be said, or says nothing. */
    byte @Nullable [] write(Content content) {
        json = new JsonWriter();
        said = true;
        content.show(this);
        return said ? json.toBytes() : null;
    }

    /** The API wants no empty texts from anybody; its own clients are told so by itself. */
    @Override
    public void text(Content.Text text) {
        said = ours || !text.text().isBlank();
        json.beginObject().field("type", "text").field("text", text.text());
        if (ours) {
            MessageCitations.proven(json, text.citations());
        }
        close(text.notes());
    }

    @Override
    public void refusal(Content.Refusal refusal) {
        text(new Content.Text(refusal.text(), List.of(), null, refusal.notes()));
    }

    @Override
    public void media(Content.Media media) {
        said = MessageMedia.write(json, media, ours);
        if (said) {
            cacheMark(json, media.notes(), traits);
            json.endObject();
        } else {
            dropped.add("messages." + media.kind().name().toLowerCase(Locale.ROOT));
        }
    }

    /** Only what the API has signed itself, unless it is one of those that sign nothing. */
    @Override
    public void thinking(Content.Thinking thinking) {
        Seal seal = thinking.seal();
        boolean own = seal != null && seal.dialect().equals(AnthropicDialect.ID);
        boolean unsigned = seal == null && !thinking.text().isEmpty() && !traits.has("thinking.signature");
        said = own || unsigned;
        if (thinking.hidden()) {
            json.beginObject().field("type", "redacted_thinking").field("data", seal == null ? "" : seal.value());
        } else {
            json.beginObject().field("type", "thinking").field("thinking", thinking.text());
            json.field("signature", seal == null ? "" : seal.value());
        }
        close(thinking.notes());
    }

    @Override
    public void toolCall(Content.ToolCall call) {
        json.beginObject().field("type", "tool_use").field("id", id(call.id())).field("name", call.name());
        json.name("input").raw(input(call));
        close(call.notes());
    }

    @Override
    public void toolResult(Content.ToolResult result) {
        JsonWriter block = new JsonWriter().beginObject();
        block.field("type", "tool_result").field("tool_use_id", id(result.callId()));
        answered(block, result);
        if (result.failed()) {
            block.field("is_error", true);
        }
        json = block;
        said = true;
        close(result.notes());
    }

    private void answered(JsonWriter block, Content.ToolResult result) {
        if (result.content().size() == 1 && isPlain(result.content().get(0))) {
            block.field("content", result.content().get(0).flow());
            return;
        }
        boolean begun = false;
        for (Content content : result.content()) {
            byte[] part = write(content);
            if (part != null) {
                (begun ? block : block.name("content").beginArray()).raw(part);
                begun = true;
            }
        }
        if (begun) {
            block.endArray();
        }
    }

    @Override
    public void foreign(Content.Foreign foreign) {
        said = foreign.dialect().equals(AnthropicDialect.ID);
        if (said) {
            json.raw(foreign.json());
        } else {
            dropped.add("messages." + foreign.type());
        }
    }

    /** Whether a text is a text and nothing besides, so that a string can stand for it. */
    static boolean isPlain(Content content) {
        return content instanceof Content.Text text
                && text.citations().isEmpty()
                && text.notes().cache() == null
                && text.notes().extras().isEmpty();
    }

    /** Arguments are an object here, whatever they were. */
    static String input(Content.ToolCall call) {
        String arguments = call.arguments();
        if (!call.custom() && arguments.isBlank()) {
            return "{}";
        }
        try {
            if (!call.custom()) {
                Json value = Json.parse(arguments.getBytes(UTF_8));
                return value.isObject() ? arguments : "{\"value\":" + arguments + "}";
            }
        } catch (JsonException noJson) {
            // a text like any other
        }
        return "{\"input\":" + JsonWriter.quote(arguments) + "}";
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

    private void close(Notes notes) {
        cacheMark(json, notes, traits);
        if (ours) {
            MessageExtras.write(json, notes.extras());
        }
        json.endObject();
    }

    private String id(String id) {
        return ours ? id : CallIds.fit(id, LONGEST_ID);
    }
}
