package ai.gateway.cache;

import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Citation;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Message;
import ai.gateway.exchange.OutputFormat;
import ai.gateway.exchange.Sampling;
import ai.gateway.exchange.Seal;
import ai.gateway.exchange.Tool;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonException;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;

/**
 * The fingerprint of a chat, in whichever dialect it is asked. What only one dialect knows belongs to it, with the dialect.
 * Whether the answer is to come in pieces, for which user, and with which metadata, makes no difference.
 */
final class ChatPrint implements Content.Visitor {

    private final Print print;
    private boolean ownWords;

    private ChatPrint(Print print) {
        this.print = print;
    }

    static void put(Print print, ChatRequest chat) {
        ChatPrint chats = new ChatPrint(print);
        chats.parameters(chat);
        chats.tools(chat);
        chats.messages(chat.messages());
        print.put(chats.ownWords ? chat.dialect() : null);
    }

    /** All but the messages. */
    static void putParameters(Print print, ChatRequest chat) {
        ChatPrint chats = new ChatPrint(print);
        chats.parameters(chat);
        chats.tools(chat);
        print.put(chats.ownWords ? chat.dialect() : null);
    }

    static void putMessages(Print print, String dialect, List<Message> messages) {
        ChatPrint chats = new ChatPrint(print);
        chats.messages(messages);
        print.put(chats.ownWords ? dialect : null);
    }

    private void parameters(ChatRequest chat) {
        Sampling how = chat.sampling();
        print.put(how.maxOutput()).put(how.temperature()).put(how.topP()).put(how.topK());
        print.put(how.frequencyPenalty()).put(how.presencePenalty()).put(how.seed());
        texts(how.stop());
        print.put(how.candidates()).put(how.logprobs()).put(how.topLogprobs());
        OutputFormat format = chat.format();
        print.put(format != null);
        if (format != null) {
            print.put(format.kind()).put(format.name()).put(format.description());
            json(format.schema());
            print.put(format.strict());
        }
        print.put(chat.verbosity());
        print.put(chat.reasoning().enabled())
                .put(chat.reasoning().level())
                .put(chat.reasoning().tokens());
        print.put(chat.reasoning().shown()).put(chat.reasoning().summary());
        print.put(chat.account().tier())
                .put(chat.account().cacheKey())
                .put(chat.account().store());
        extras(chat.extras());
    }

    private void tools(ChatRequest chat) {
        print.put(chat.parallelCalls()).put(chat.toolChoice() != null);
        if (chat.toolChoice() != null) {
            print.put(chat.toolChoice().mode());
            texts(chat.toolChoice().names());
        }
        print.put(chat.tools().size());
        for (Tool tool : chat.tools()) {
            ownWords |= tool.kind() == Tool.Kind.FOREIGN;
            print.put(tool.kind()).put(tool.name()).put(tool.description());
            json(tool.json());
            print.put(tool.strict());
            notes(tool.notes());
        }
    }

    private void messages(List<Message> messages) {
        print.put(messages.size());
        for (Message message : messages) {
            print.put(message.role()).put(message.name());
            blocks(message.content());
            extras(message.extras());
        }
    }

    private void blocks(List<Content> blocks) {
        print.put(blocks.size());
        blocks.forEach(block -> {
            block.show(this);
            notes(block.notes());
        });
    }

    @Override
    public void text(Content.Text text) {
        print.kind('T').put(text.text());
        seal(text.seal());
        print.put(text.citations().size());
        text.citations().forEach(this::citation);
    }

    @Override
    public void media(Content.Media media) {
        print.kind('M')
                .put(media.kind())
                .put(media.source().kind())
                .put(media.source().value());
        print.put(media.type()).put(media.name());
    }

    @Override
    public void thinking(Content.Thinking thinking) {
        print.kind('H').put(thinking.text()).put(thinking.hidden());
        seal(thinking.seal());
    }

    @Override
    public void toolCall(Content.ToolCall call) {
        print.kind('C').put(call.id()).put(call.name()).put(call.arguments()).put(call.custom());
        seal(call.seal());
    }

    @Override
    public void toolResult(Content.ToolResult result) {
        print.kind('R').put(result.callId()).put(result.name()).put(result.failed());
        blocks(result.content());
    }

    @Override
    public void refusal(Content.Refusal refusal) {
        print.kind('N').put(refusal.text());
    }

    @Override
    public void foreign(Content.Foreign foreign) {
        ownWords = true;
        print.kind('F').put(foreign.dialect()).put(foreign.type());
        json(foreign.json());
    }

    private void citation(Citation citation) {
        print.put(citation.url()).put(citation.title()).put(citation.cited());
        print.put(citation.start()).put(citation.end());
        extras(citation.extras());
    }

    private void seal(@Nullable Seal seal) {
        print.put(seal == null ? null : seal.dialect());
        print.put(seal == null ? null : seal.value());
    }

    private void notes(Content.Notes notes) {
        print.put(notes.cache() != null)
                .put(notes.cache() == null ? null : notes.cache().ttl());
        extras(notes.extras());
    }

    private void extras(Extras extras) {
        print.put(extras.fields().size());
        if (!extras.isEmpty()) {
            ownWords = true;
            new TreeMap<>(extras.fields()).forEach((name, value) -> {
                print.put(name);
                json(value);
            });
        }
    }

    private void texts(List<String> texts) {
        print.put(texts.size());
        texts.forEach(print::put);
    }

    /** A JSON text counts by what it says; what is none counts as it is. */
    private void json(@Nullable String text) {
        if (text == null) {
            print.kind('0');
            return;
        }
        try {
            JsonPrint.put(print, Json.parse(text.getBytes(StandardCharsets.UTF_8)));
        } catch (JsonException none) {
            print.kind('j').put(text);
        }
    }
}
