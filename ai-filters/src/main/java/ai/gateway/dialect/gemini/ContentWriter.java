package ai.gateway.dialect.gemini;

import ai.gateway.dialect.Dropped;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Message;
import ai.gateway.wire.JsonWriter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Writes the conversation. A client of this dialect has its turns as Gemini takes them; those of others are brought
 * together, so that user and model take turns and all results of a turn stand before whatever the user says to them.
 */
final class ContentWriter {

    private final JsonWriter json;
    private final ChatRequest request;
    private final Dropped dropped;
    private final PartWriter parts;
    private final boolean own;

    ContentWriter(JsonWriter json, ChatRequest request, Traits traits, Dropped dropped) {
        this.json = json;
        this.request = request;
        this.dropped = dropped;
        this.parts = new PartWriter(request, traits, dropped);
        this.own = request.dialect().equals(GeminiDialect.ID);
    }

    void write() {
        List<Message> system = new ArrayList<>();
        List<Turn> turns = new ArrayList<>();
        for (Message message : request.messages()) {
            if (message.role().isInstruction()) {
                system.add(message);
            } else {
                turn(message, turns);
            }
            if (message.name() != null) {
                dropped.add("messages.name");
            }
        }
        turns.removeIf(turn -> turn.isEmpty() && !own);
        if (turns.isEmpty() && !own) {
            system.forEach(message -> turn(message, turns)); // there is no answer to nothing
        } else if (!system.isEmpty()) {
            system(system);
        }
        json.name("contents").beginArray();
        turns.forEach(this::turn);
        json.endArray();
    }

    private void turn(Message message, List<Turn> turns) {
        Message.Role role = message.role() == Message.Role.ASSISTANT ? Message.Role.ASSISTANT : Message.Role.USER;
        Turn last = turns.isEmpty() ? null : turns.get(turns.size() - 1);
        if (last == null || last.role != role || own) {
            last = new Turn(role);
            turns.add(last);
        }
        if (own) {
            last.extras = message.extras();
        }
        parts.write(message, last);
    }

    private void turn(Turn turn) {
        json.beginObject().field("role", turn.role == Message.Role.ASSISTANT ? "model" : "user");
        json.name("parts").beginArray();
        turn.parts(!own).forEach(json::raw);
        json.endArray();
        extras(turn.extras);
        json.endObject();
    }

    /** Texts alone: there is no instruction by picture. */
    private void system(List<Message> messages) {
        json.name("systemInstruction").beginObject().name("parts").beginArray();
        for (Message message : messages) {
            for (Content content : message.content()) {
                instruction(content);
            }
        }
        json.endArray();
        if (own) {
            extras(messages.get(0).extras());
        }
        json.endObject();
    }

    private void instruction(Content content) {
        if (own) {
            Turn turn = new Turn(Message.Role.USER);
            parts.write(new Message(Message.Role.SYSTEM, null, List.of(content), Extras.NONE), turn);
            turn.parts(/* resultsFirst= */ false).forEach(json::raw);
        } else if (content instanceof Content.Text text) {
            json.raw(PartJson.text(text.text(), /* thought= */ false, null, Extras.NONE));
        } else {
            dropped.add("messages.system");
        }
    }

    private void extras(Extras extras) {
        extras.fields().forEach((name, value) -> json.name(name).raw(value));
    }

    /** What becomes one content. */
    static final class Turn {

        private final Message.Role role;
        private final List<Part> parts = new ArrayList<>();
        private Extras extras = Extras.NONE;

        Turn(Message.Role role) {
            this.role = role;
        }

        /** @param result which call it is the result of; what is none comes after all of them */
        private record Part(String json, long result) {}

        void add(String part) {
            parts.add(new Part(part, Long.MAX_VALUE));
        }

        void addResult(String part, int ofCall) {
            parts.add(new Part(part, ofCall));
        }

        boolean isEmpty() {
            return parts.isEmpty();
        }

        List<String> parts(boolean resultsFirst) {
            List<Part> ordered = new ArrayList<>(parts);
            if (resultsFirst) {
                ordered.sort(Comparator.comparingLong(Part::result));
            }
            return ordered.stream().map(Part::json).toList();
        }
    }
}
