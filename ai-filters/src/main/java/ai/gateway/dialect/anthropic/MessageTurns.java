package ai.gateway.dialect.anthropic;

import ai.gateway.dialect.Dropped;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Message;
import ai.gateway.exchange.Message.Role;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes a conversation: instructions apart from the turns. A client of this dialect has its turns as it wrote them; those
 * of others are joined until user and assistant alternate, a user begins, and results of tools come first.
 */
final class MessageTurns {

    private final JsonWriter json;
    private final Dropped dropped;
    private final MessageBlockWriter blocks;
    private final boolean ours;
    private final List<Content> system = new ArrayList<>();
    private final List<Turn> turns = new ArrayList<>();

    MessageTurns(JsonWriter json, ChatRequest request, Traits traits, Dropped dropped) {
        this.json = json;
        this.dropped = dropped;
        this.blocks = new MessageBlockWriter(request, traits, dropped);
        this.ours = request.dialect().equals(AnthropicDialect.ID);
        request.messages().forEach(this::add);
        if (!ours) {
            complete();
        }
    }

    /** A turn, as far as it has come. */
    private static final class Turn {

        private final String role;
        private final Extras extras;
        private final List<byte[]> results = new ArrayList<>(0);
        private final List<byte[]> said = new ArrayList<>();
        /** Where it is but one plain text. */
        private @Nullable String plain;

        Turn(String role, Extras extras) {
            this.role = role;
            this.extras = extras;
        }

        boolean isEmpty() {
            return results.isEmpty() && said.isEmpty();
        }
    }

    void write() {
        system();
        json.name("messages").beginArray();
        for (Turn turn : turns) {
            json.beginObject().field("role", turn.role).name("content");
            if (turn.plain != null) {
                json.value(turn.plain);
            } else {
                json.beginArray();
                turn.results.forEach(json::raw);
                turn.said.forEach(json::raw);
                json.endArray();
            }
            MessageExtras.write(json, turn.extras);
            json.endObject();
        }
        json.endArray();
    }

    private void system() {
        if (system.size() == 1 && MessageBlockWriter.isPlain(system.get(0))) {
            json.field("system", system.get(0).flow());
            return;
        }
        List<byte[]> written = new ArrayList<>();
        for (Content content : system) {
            byte[] block = blocks.write(content);
            if (block != null) {
                written.add(block);
            }
        }
        if (!written.isEmpty()) {
            json.name("system").beginArray();
            written.forEach(json::raw);
            json.endArray();
        }
    }

    private void add(Message message) {
        if (message.name() != null) {
            dropped.add("messages.name");
        }
        if (message.role().isInstruction() && (!ours || isFirst(message))) {
            instruct(message);
            return;
        }
        Turn turn = turn(message);
        for (Content content : message.content()) {
            add(content, turn, message);
        }
    }

    /** A client of this dialect may instruct later too, in a turn. */
    private boolean isFirst(Message message) {
        return system.isEmpty() && turns.isEmpty() && message.extras().isEmpty();
    }

    private void instruct(Message message) {
        for (Content content : message.content()) {
            if (ours || (content instanceof Content.Text text && !text.text().isBlank())) {
                system.add(content);
            } else if (!(content instanceof Content.Text)) {
                dropped.add("messages.system");
            }
        }
    }

    /** Where the message goes: neighbours of one role are one turn, unless the client has them apart itself. */
    private Turn turn(Message message) {
        String role = role(message.role());
        Turn last = turns.isEmpty() ? null : turns.get(turns.size() - 1);
        if (!ours && last != null && (last.role.equals(role) || last.isEmpty())) {
            if (last.role.equals(role)) {
                return last;
            }
            turns.remove(last);
            return turn(message);
        }
        Turn turn = new Turn(role, ours ? message.extras() : Extras.NONE);
        turns.add(turn);
        return turn;
    }

    private static String role(Role role) {
        return switch (role) {
            case SYSTEM, DEVELOPER -> "system";
            case USER, TOOL -> "user";
            case ASSISTANT -> "assistant";
        };
    }

    private void add(Content content, Turn turn, Message message) {
        if (!ours && message.role() == Role.ASSISTANT && content instanceof Content.Media media) {
            dropped.add("messages." + media.kind().name().toLowerCase(Locale.ROOT));
            return;
        }
        byte[] block = blocks.write(content);
        if (block == null) {
            return;
        }
        boolean first = turn.isEmpty();
        (!ours && content instanceof Content.ToolResult ? turn.results : turn.said).add(block);
        turn.plain = first && MessageBlockWriter.isPlain(content) ? content.flow() : null;
    }

    /** What the API asks of a conversation that is none of its clients'. */
    private void complete() {
        turns.removeIf(Turn::isEmpty);
        if (turns.isEmpty() && !system.isEmpty()) {
            instructionsAlone();
        }
        if (!turns.isEmpty() && turns.get(0).role.equals("assistant")) {
            Turn user = new Turn("user", Extras.NONE);
            user.plain = "(The conversation begins with your own words.)";
            turns.add(0, user);
        }
        Turn last = turns.isEmpty() ? null : turns.get(turns.size() - 1);
        if (last != null && last.role.equals("assistant") && last.plain != null) {
            last.plain = last.plain.stripTrailing(); // the words that it is to go on from may not end in a space
        }
    }

    /** Somebody must say something: the last instruction is said by the user. */
    private void instructionsAlone() {
        Content last = system.remove(system.size() - 1);
        Turn user = new Turn("user", Extras.NONE);
        user.plain = last.flow();
        turns.add(user);
    }
}
