package ai.gateway.cache;

import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Message;

/** A chat that says nothing but texts, in words that all dialects have: nothing of it can be lost between two of them. */
final class PlainChat {

    private PlainChat() {}

    static boolean is(ChatRequest chat) {
        return chat.format() == null && saysTextsOnly(chat);
    }

    /** The same, but it may say what the answer must look like. */
    static boolean saysTextsOnly(ChatRequest chat) {
        return chat.tools().isEmpty()
                && chat.toolChoice() == null
                && chat.extras().isEmpty()
                && chat.messages().stream().allMatch(PlainChat::isPlain);
    }

    private static boolean isPlain(Message message) {
        return message.extras().isEmpty() && message.content().stream().allMatch(PlainChat::isPlain);
    }

    private static boolean isPlain(Content content) {
        return content instanceof Content.Text text
                && text.citations().isEmpty()
                && text.seal() == null
                && text.notes().equals(Content.Notes.NONE);
    }
}
