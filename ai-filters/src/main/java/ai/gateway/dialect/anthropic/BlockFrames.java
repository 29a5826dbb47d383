package ai.gateway.dialect.anthropic;

import ai.gateway.dialect.Frames;
import ai.gateway.dialect.Seals;
import ai.gateway.exchange.Citation;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Seal;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonEdit;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The blocks of a streamed answer, one at a time: start, deltas, stop, under indexes of their own, since not every block of
 * the exchange is one here. A hidden thought is its seal, so its block waits for that.
 */
final class BlockFrames implements Content.AnswerVisitor {

    private final Frames out;
    private final boolean ours;
    private int index;
    private @Nullable Content head;
    private boolean started;
    private @Nullable String seal;
    private boolean refused;

    BlockFrames(Frames out, boolean ours) {
        this.out = out;
        this.ours = ours;
    }

    boolean hasRefused() {
        return refused;
    }

    void begin(Content content) {
        end();
        head = content;
        content.show(this);
    }

    void piece(String text) {
        if (head instanceof Content.ToolCall call) {
            delta("input_json_delta", "partial_json", call.custom() ? escaped(text) : text);
        } else if (head instanceof Content.Thinking thinking) {
            if (!started) {
                thought(thinking);
            }
            delta("thinking_delta", "thinking", text);
        } else if (started) {
            delta("text_delta", "text", text);
        }
    }

    void seal(Seal given) {
        if (head instanceof Content.Thinking) {
            seal = Seals.carried(given, AnthropicDialect.ID);
        } else if (head != null) {
            seal = Seals.carriedFor(head, given);
        }
    }

    void cite(Citation citation) {
        if (started && head instanceof Content.Text) {
            JsonWriter json = opened("content_block_delta").name("delta").beginObject();
            json.field("type", "citations_delta").name("citation");
            MessageCitations.write(json, citation, ours);
            out.event("content_block_delta", json.endObject().endObject().toBytes());
        }
    }

    /** Ends the block that is open; nothing where none is. */
    void end() {
        Content ended = head;
        head = null;
        if (ended instanceof Content.Thinking thinking) {
            endThought(thinking);
        } else if (started) {
            if (ended instanceof Content.ToolCall call && call.custom()) {
                delta("input_json_delta", "partial_json", "\"}");
            }
            stop();
            if (seal != null) {
                secret(seal, Notes.NONE);
            }
        }
        seal = null;
    }

    private void endThought(Content.Thinking thinking) {
        if (started) {
            if (seal != null) {
                delta("signature_delta", "signature", seal);
            }
            stop();
        } else if (seal != null) {
            secret(seal, thinking.notes());
        }
    }

    private void secret(String data, Notes notes) {
        JsonWriter json = opened("content_block_start").name("content_block");
        MessageAnswerWriter.secret(json, data);
        start(json, notes);
        stop();
    }

    @Override
    public void text(Content.Text text) {
        start(block("text").field("text", ""), text.notes());
    }

    @Override
    public void refusal(Content.Refusal refusal) {
        refused = true;
        start(block("text").field("text", ""), refusal.notes());
    }

    @Override
    public void thinking(Content.Thinking thinking) {
        if (!thinking.hidden()) {
            thought(thinking);
        }
    }

    private void thought(Content.Thinking thinking) {
        start(block("thinking").field("thinking", "").field("signature", ""), thinking.notes());
    }

    @Override
    public void toolCall(Content.ToolCall call) {
        JsonWriter json = block("tool_use").field("id", call.id()).field("name", call.name());
        start(json.name("input").beginObject().endObject(), call.notes());
        if (call.custom()) {
            delta("input_json_delta", "partial_json", "{\"input\":\"");
        }
    }

    /** Calls of the provider's own tools have their input in a delta; all others are whole when they begin. */
    @Override
    public void foreign(Content.Foreign foreign) {
        if (!foreign.dialect().equals(AnthropicDialect.ID)) {
            return;
        }
        Json block = Json.parse(foreign.json().getBytes(UTF_8));
        Json input = block.get("input");
        boolean flows = foreign.type().endsWith("tool_use") && input.isObject() && input.size() > 0;
        byte[] first = flows ? JsonEdit.of(block).put(block, "input", "{}").toBytes() : block.toBytes();
        started = true;
        out.event(
                "content_block_start",
                opened("content_block_start")
                        .name("content_block")
                        .raw(first)
                        .endObject()
                        .toBytes());
        if (flows) {
            delta("input_json_delta", "partial_json", input.toString());
        }
    }

    /** No answer has pictures or sounds here. */
    @Override
    public void media(Content.Media media) {}

    private JsonWriter opened(String type) {
        return new JsonWriter().beginObject().field("type", type).field("index", index);
    }

    private JsonWriter block(String type) {
        return opened("content_block_start").name("content_block").beginObject().field("type", type);
    }

    private void start(JsonWriter block, Notes notes) {
        started = true;
        if (ours) {
            MessageExtras.write(block, notes.extras());
        }
        out.event("content_block_start", block.endObject().endObject().toBytes());
    }

    private void delta(String type, String name, String text) {
        JsonWriter json = opened("content_block_delta").name("delta").beginObject();
        json.field("type", type).field(name, text);
        out.event("content_block_delta", json.endObject().endObject().toBytes());
    }

    private void stop() {
        out.event("content_block_stop", opened("content_block_stop").endObject().toBytes());
        started = false;
        index++;
    }

    private static String escaped(String text) {
        String quoted = JsonWriter.quote(text);
        return quoted.substring(1, quoted.length() - 1);
    }
}
