package ai.gateway.cache;

import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Message;
import ai.gateway.exchange.OutputFormat;
import ai.gateway.exchange.Sampling;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonException;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The fingerprint of a {@linkplain PlainChat plain chat}, in whichever dialect it is asked. Whether the answer is to come in
 * pieces, for which user, and with which metadata, makes no difference.
 */
final class ChatPrint {

    private ChatPrint() {}

    static void put(Print print, ChatRequest chat) {
        parameters(print, chat);
        messages(print, chat.messages());
    }

    /** All but the messages; with the form of the answer, which a plain chat leaves open. */
    static void parameters(Print print, ChatRequest chat) {
        Sampling how = chat.sampling();
        print.put(how.maxOutput()).put(how.temperature()).put(how.topP()).put(how.topK());
        print.put(how.frequencyPenalty()).put(how.presencePenalty()).put(how.seed());
        print.put(how.stop().size());
        how.stop().forEach(print::put);
        print.put(how.candidates()).put(how.logprobs()).put(how.topLogprobs());
        format(print, chat.format());
        print.put(chat.verbosity()).put(chat.parallelCalls());
        print.put(chat.reasoning().enabled()).put(chat.reasoning().level());
        print.put(chat.reasoning().tokens()).put(chat.reasoning().shown());
        print.put(chat.reasoning().summary());
        print.put(chat.account().tier())
                .put(chat.account().cacheKey())
                .put(chat.account().store());
    }

    private static void format(Print print, @Nullable OutputFormat format) {
        print.put(format != null);
        if (format != null) {
            print.put(format.kind()).put(format.name()).put(format.description());
            json(print, format.schema());
            print.put(format.strict());
        }
    }

    static void messages(Print print, List<Message> messages) {
        print.put(messages.size());
        for (Message message : messages) {
            print.put(message.role()).put(message.name()).put(message.content().size());
            for (Content block : message.content()) {
                print.put(block.flow());
            }
        }
    }

    /** A JSON text counts by what it says; what is none counts as it is. */
    private static void json(Print print, @Nullable String text) {
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
