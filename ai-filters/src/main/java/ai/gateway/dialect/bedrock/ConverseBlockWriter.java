package ai.gateway.dialect.bedrock;

import ai.gateway.dialect.CallArguments;
import ai.gateway.dialect.CallIds;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.CacheMark;
import ai.gateway.exchange.Modality;
import ai.gateway.exchange.Seal;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes the blocks of a request, each by itself: one may become none, or two where the cache is to be marked behind it. */
final class ConverseBlockWriter implements Content.Visitor {

    private static final int LONGEST_ID = 64;
    private static final Set<String> TTLS = Set.of("5m", "1h");

    /** What a tool said that said nothing: an empty text is refused. */
    private static final byte[] NOTHING = new JsonWriter()
            .beginObject()
            .field("text", "(no output)")
            .endObject()
            .toBytes();

    private final ConverseScope scope;
    private final ConverseMediaWriter media;
    private final boolean instructions;
    private final List<byte[]> written = new ArrayList<>();

    private ConverseBlockWriter(ConverseScope scope, boolean instructions) {
        this.scope = scope;
        this.media = new ConverseMediaWriter(scope);
        this.instructions = instructions;
    }

    /** The blocks of a message. */
    static List<byte[]> blocks(ConverseScope scope, List<Content> content) {
        return new ConverseBlockWriter(scope, /* instructions= */ false).all(content);
    }

    /** Those of the instructions, which are texts. */
    static List<byte[]> instructions(ConverseScope scope, List<Content> content) {
        return new ConverseBlockWriter(scope, /* instructions= */ true).all(content);
    }

    private List<byte[]> all(List<Content> content) {
        for (Content block : content) {
            int before = written.size();
            block.show(this);
            CacheMark mark = mark(block);
            if (mark != null && written.size() > before && scope.traits().has("cachePoint")) {
                written.add(cachePoint(mark, scope));
            }
        }
        return written;
    }

    /** What a tool has answered has no room for marks inside: one there stands behind all of it. */
    private static @Nullable CacheMark mark(Content block) {
        CacheMark mark = block.notes().cache();
        if (mark == null && block instanceof Content.ToolResult result) {
            for (Content part : result.content()) {
                mark = part.notes().cache() == null ? mark : part.notes().cache();
            }
        }
        return mark;
    }

    static byte[] cachePoint(CacheMark mark, ConverseScope scope) {
        JsonWriter json = new JsonWriter().beginObject().name("cachePoint").beginObject();
        json.field("type", "default");
        String ttl = mark.ttl();
        if (ttl != null && (scope.own() || TTLS.contains(ttl))) {
            json.field("ttl", ttl);
        } else if (ttl != null) {
            scope.dropped().add("cache_control.ttl");
        }
        return json.endObject().endObject().toBytes();
    }

    @Override
    public void text(Content.Text text) {
        Map<String, String> extras = extras(text);
        for (String kept : new String[] {ConverseBlockReader.GUARDED, ConverseBlockReader.JSON}) {
            String value = extras.get(kept);
            if (value != null) {
                add(new JsonWriter().beginObject().name(kept).raw(value));
                return;
            }
        }
        if (scope.own() && !text.citations().isEmpty()) {
            JsonWriter json = new JsonWriter();
            ConverseCitations.writeBlock(json, text.text(), text.citations(), /* own= */ true);
            written.add(json.toBytes());
        } else {
            said(text.text(), extras);
        }
    }

    /** An empty text is refused, and says nothing anyway. */
    private void said(String text, Map<String, String> extras) {
        if (scope.own() || !text.isBlank()) {
            JsonWriter json = new JsonWriter(text.length() + 32).beginObject().field("text", text);
            extras.forEach((name, value) -> json.name(name).raw(value));
            add(json);
        }
    }

    @Override
    public void refusal(Content.Refusal refusal) {
        said(refusal.text(), Map.of());
    }

    @Override
    public void media(Content.Media medium) {
        boolean guarded = extras(medium).containsKey(ConverseBlockReader.GUARDED);
        if (instructions && !guarded) {
            scope.dropped().add("system." + ConverseFormats.block(medium.kind()));
            return;
        }
        byte[] block = media.block(medium);
        if (block != null) {
            written.add(block);
        }
    }

    /** Thoughts go home only; those that nobody has signed go where they came from, if it was a client of this dialect. */
    @Override
    public void thinking(Content.Thinking thinking) {
        Seal seal = thinking.seal();
        boolean ours = seal == null
                ? scope.own() && !thinking.hidden()
                : seal.dialect().equals(BedrockDialect.ID);
        if (!ours) {
            return;
        }
        JsonWriter json = new JsonWriter(thinking.text().length() + 256).beginObject();
        json.name("reasoningContent").beginObject();
        if (thinking.hidden() && seal != null) {
            json.field("redactedContent", seal.value());
        } else {
            json.name("reasoningText").beginObject().field("text", thinking.text());
            if (seal != null) {
                json.field("signature", seal.value());
            }
            json.endObject();
        }
        add(json.endObject());
    }

    @Override
    public void toolCall(Content.ToolCall call) {
        JsonWriter json = new JsonWriter().beginObject().name("toolUse").beginObject();
        json.field("toolUseId", id(call.id())).field("name", call.name()).name("input");
        if (scope.own()) {
            json.raw(call.arguments());
        } else {
            json.raw(CallArguments.object(call.arguments(), call.custom()));
        }
        extras(call).forEach((name, value) -> json.name(name).raw(value));
        add(json.endObject());
    }

    @Override
    public void toolResult(Content.ToolResult result) {
        List<byte[]> content = content(result);
        boolean told = !result.failed() || scope.traits().has("toolResult.status");
        if (!told) {
            content.add(
                    0,
                    new JsonWriter()
                            .beginObject()
                            .field("text", "Error:")
                            .endObject()
                            .toBytes());
        }
        if (content.isEmpty() && !scope.own()) {
            content.add(NOTHING);
        }
        JsonWriter json = new JsonWriter().beginObject().name("toolResult").beginObject();
        json.field("toolUseId", id(result.callId())).name("content").beginArray();
        content.forEach(json::raw);
        json.endArray();
        if (result.failed() && told) {
            json.field("status", "error");
        }
        extras(result).forEach((name, value) -> json.name(name).raw(value));
        add(json.endObject());
    }

    /** What a tool may answer with: no sounds. */
    private List<byte[]> content(Content.ToolResult result) {
        ConverseBlockWriter inner = new ConverseBlockWriter(scope, /* instructions= */ false);
        for (Content part : result.content()) {
            if (part instanceof Content.Media sound && sound.kind() == Modality.AUDIO) {
                scope.dropped().add("messages.audio");
            } else {
                part.show(inner);
            }
        }
        return inner.written;
    }

    @Override
    public void foreign(Content.Foreign foreign) {
        if (foreign.dialect().equals(BedrockDialect.ID)) {
            add(foreign.json());
        } else {
            scope.dropped().add((instructions ? "system." : "messages.") + foreign.type());
        }
    }

    private void add(String json) {
        written.add(new JsonWriter(json.length()).raw(json).toBytes());
    }

    private void add(JsonWriter open) {
        written.add(open.endObject().toBytes());
    }

    private String id(String id) {
        return scope.own() ? id : CallIds.fit(id, LONGEST_ID);
    }

    private Map<String, String> extras(Content block) {
        return scope.own() ? block.notes().extras().fields() : Map.of();
    }
}
