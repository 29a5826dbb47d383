package ai.gateway.dialect;

import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Message;
import ai.gateway.exchange.Tool;
import ai.gateway.wire.Json;

import java.util.ArrayList;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What a chat asks of the model that reads it, whatever dialect it is written in. Thoughts are left out: they go to those
 * alone who had them. So are media, which not all can have.
 *
 * @param system what it says, text by text and without white space, which is where texts are joined
 * @param said what user, model and tools say, likewise
 * @param calls each as name and arguments
 * @param tools names of those that may be called: where a choice cannot be said, the others are not offered
 */
record Question(List<String> system, List<String> said, List<String> calls, List<String> tools, boolean stream) {

    static Question of(ChatRequest request) {
        Reader reader = new Reader();
        request.messages().forEach(reader::read);
        var choice = request.toolChoice();
        List<String> chosen = choice == null ? List.of() : choice.names();
        List<String> tools = request.tools().stream()
                .map(Tool::name)
                .filter(name -> chosen.isEmpty() || chosen.contains(name))
                .toList();
        return new Question(
                reader.system,
                reader.said,
                reader.calls,
                tools,
                request.stream().isStream());
    }

    /** Reads message after message. */
    private static final class Reader implements Content.Visitor {

        private final List<String> system = new ArrayList<>();
        private final List<String> said = new ArrayList<>();
        private final List<String> calls = new ArrayList<>();
        private List<String> into = said;

        void read(Message message) {
            into = message.role().isInstruction() ? system : said;
            message.content().forEach(block -> block.show(this));
        }

        @Override
        public void text(Content.Text block) {
            if (!block.text().isBlank()) {
                into.add(block.text().replaceAll("\\s", ""));
            }
        }

        @Override
        public void refusal(Content.Refusal block) {
            into.add(block.text().replaceAll("\\s", ""));
        }

        @Override
        public void toolCall(Content.ToolCall block) {
            calls.add(block.name() + arguments(block));
        }

        /** Where calls take nothing but objects, a text is wrapped into one. */
        private static String arguments(Content.ToolCall block) {
            Json json =
                    block.custom() ? Json.MISSING : Json.parse(block.arguments().getBytes(UTF_8));
            boolean wrapped = json.size() == 1 && json.get("input").isString();
            String text = wrapped ? json.get("input").text() : block.arguments();
            return text.replaceAll("\\s", "");
        }

        @Override
        public void toolResult(Content.ToolResult block) {
            block.content().forEach(content -> content.show(this));
        }

        @Override
        public void thinking(Content.Thinking block) {}

        @Override
        public void media(Content.Media block) {}

        @Override
        public void foreign(Content.Foreign block) {}
    }
}
