package ai.gateway.cache;

import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Message;
import ai.gateway.semantic.Suitability;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * What is asked last in a chat, if it can be looked up by what it means.
 *
 * @param text that is asked last; null where there is a reason against it
 * @param against why not, in a word; null where nothing is against it
 */
record Meaning(@Nullable String text, @Nullable String against) {

    static Meaning of(ChatRequest chat, Semantic rules) {
        String reason = reason(chat, rules);
        if (reason != null) {
            return new Meaning(null, reason);
        }
        Message last = chat.messages().get(chat.messages().size() - 1);
        String text = ((Content.Text) last.content().get(0)).text();
        String unsuited = Suitability.against(text);
        return unsuited == null ? new Meaning(text, null) : new Meaning(null, unsuited);
    }

    private static @Nullable String reason(ChatRequest chat, Semantic rules) {
        Double temperature = chat.sampling().temperature();
        if (!chat.tools().isEmpty()) {
            return "tools";
        }
        if (temperature != null && temperature > rules.maxTemperature()) {
            return "temperature";
        }
        if (chat.sampling().candidates() > 1) {
            return "choices";
        }
        if (!PlainChat.saysTextsOnly(chat) || !isPlainQuestion(chat.messages())) {
            return "content";
        }
        long turns = chat.messages().stream()
                .filter(message -> message.role() == Message.Role.USER)
                .count();
        return turns > rules.maxTurns() ? "turns" : null;
    }

    /** Whether the user speaks last, and in words only. */
    private static boolean isPlainQuestion(List<Message> messages) {
        if (messages.isEmpty()) {
            return false;
        }
        Message last = messages.get(messages.size() - 1);
        return last.role() == Message.Role.USER
                && last.content().size() == 1
                && last.content().get(0) instanceof Content.Text;
    }

    /** Where it is looked up: all that is around the text is the same there. */
    static String partition(Print print, ChatRequest chat) {
        List<Message> around = new ArrayList<>(chat.messages());
        around.add(withoutText(around.remove(around.size() - 1)));
        ChatPrint.parameters(print, chat);
        ChatPrint.messages(print, around);
        return print.take();
    }

    private static Message withoutText(Message asked) {
        return new Message(asked.role(), asked.name(), List.of(Content.Text.of("")), asked.extras());
    }
}
