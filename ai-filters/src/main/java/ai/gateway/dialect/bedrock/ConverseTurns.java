package ai.gateway.dialect.bedrock;

import ai.gateway.exchange.Content;
import ai.gateway.exchange.Message;
import ai.gateway.wire.JsonWriter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes messages as turns, which alternate here and begin with the user's. What tools have answered to one turn of the
 * model is one turn of the user, before all that the user says besides. A client of this dialect has seen to that itself.
 */
final class ConverseTurns {

    private static final String USER = "user";

    /** Stands where a turn must be, or a text beside a document, and nobody said any. */
    private static final byte[] UNSAID =
            new JsonWriter().beginObject().field("text", "...").endObject().toBytes();

    private final ConverseScope scope;
    private final List<Turn> turns = new ArrayList<>();

    private ConverseTurns(ConverseScope scope) {
        this.scope = scope;
    }

    static void write(JsonWriter json, ConverseScope scope) {
        List<Message> messages = scope.request().messages();
        boolean alone = messages.stream().allMatch(message -> message.role().isInstruction());
        if (!alone || scope.own()) {
            instructions(json, scope);
        }
        ConverseTurns turns = new ConverseTurns(scope);
        for (Message message : messages) {
            if (!message.role().isInstruction() || (alone && !scope.own())) {
                turns.add(message);
            }
        }
        turns.write(json);
    }

    private static void instructions(JsonWriter json, ConverseScope scope) {
        List<byte[]> blocks = new ArrayList<>();
        for (Message message : scope.request().messages()) {
            if (message.role().isInstruction()) {
                blocks.addAll(ConverseBlockWriter.instructions(scope, message.content()));
            }
        }
        if (!blocks.isEmpty()) {
            json.name("system").beginArray();
            blocks.forEach(json::raw);
            json.endArray();
        }
    }

    private void add(Message message) {
        String role = message.role() == Message.Role.ASSISTANT ? "assistant" : USER;
        if (message.name() != null && message.role() != Message.Role.TOOL) {
            scope.dropped().add("messages.name");
        }
        Turn turn = new Turn(role, scope.own() ? message.extras().fields() : Map.of());
        List<Content> said = new ArrayList<>();
        List<Content> results = new ArrayList<>();
        for (Content block : message.content()) {
            boolean first = block instanceof Content.ToolResult && !scope.own();
            (first ? results : said).add(block);
        }
        turn.results.addAll(ConverseBlockWriter.blocks(scope, results));
        turn.said.addAll(ConverseBlockWriter.blocks(scope, said));
        turn.document = said.stream()
                .anyMatch(block -> block instanceof Content.Media media && ConverseMediaWriter.isDocument(media));
        turn.text = said.stream()
                .anyMatch(block ->
                        block instanceof Content.Text text && !text.text().isBlank());
        join(turn);
    }

    private void join(Turn turn) {
        Turn last = turns.isEmpty() ? null : turns.get(turns.size() - 1);
        if (scope.own()) {
            turns.add(turn);
        } else if (last != null && last.role.equals(turn.role)) {
            last.add(turn);
        } else if (!turn.isEmpty()) {
            turns.add(turn);
        }
    }

    private void write(JsonWriter json) {
        if (!scope.own() && (turns.isEmpty() || !turns.get(0).role.equals(USER))) {
            Turn opening = new Turn(USER, Map.of());
            opening.said.add(UNSAID);
            turns.add(0, opening);
        }
        if (turns.isEmpty()) {
            return; // a stored prompt brings its own
        }
        json.name("messages").beginArray();
        for (Turn turn : turns) {
            if (turn.document && !turn.text && !scope.own()) {
                turn.said.add(UNSAID);
            }
            turn.write(json);
        }
        json.endArray();
    }

    /** What one side says until the other does. */
    private static final class Turn {

        private final String role;
        private final Map<String, String> extras;
        private final List<byte[]> results = new ArrayList<>(0);
        private final List<byte[]> said = new ArrayList<>();
        private boolean document;
        private boolean text;

        Turn(String role, Map<String, String> extras) {
            this.role = role;
            this.extras = extras;
        }

        boolean isEmpty() {
            return results.isEmpty() && said.isEmpty();
        }

        void add(Turn more) {
            results.addAll(more.results);
            said.addAll(more.said);
            document |= more.document;
            text |= more.text;
        }

        void write(JsonWriter json) {
            json.beginObject().field("role", role).name("content").beginArray();
            results.forEach(json::raw);
            said.forEach(json::raw);
            json.endArray();
            extras.forEach((name, value) -> json.name(name).raw(value));
            json.endObject();
        }
    }
}
