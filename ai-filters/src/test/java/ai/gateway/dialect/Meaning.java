package ai.gateway.dialect;

import ai.gateway.exchange.Answer;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.FinishReason;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonException;

import java.util.ArrayList;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What an answer says to whoever reads it, whatever dialect it is written in.
 *
 * @param calls each as name and arguments; none and an empty object are the same
 * @param prompt tokens of the prompt and of the answer, as far as anybody said
 */
record Meaning(String text, String thinking, List<String> calls, boolean cut, long prompt, long output) {

    static Meaning of(Answer answer) {
        Reader reader = new Reader();
        if (!answer.choices().isEmpty()) {
            answer.choices().get(0).content().forEach(block -> block.show(reader));
        }
        boolean cut = !answer.choices().isEmpty() && answer.choices().get(0).finish() == FinishReason.LENGTH;
        return new Meaning(
                reader.text.toString(),
                reader.thinking.toString(),
                cut ? reader.wholeCalls() : reader.calls,
                cut,
                answer.usage().prompt(),
                Math.max(answer.usage().output(), 0));
    }

    private static final class Reader implements Content.Visitor {

        private final StringBuilder text = new StringBuilder();
        private final StringBuilder thinking = new StringBuilder();
        private final List<String> calls = new ArrayList<>();

        @Override
        public void text(Content.Text block) {
            text.append(block.text());
        }

        @Override
        public void refusal(Content.Refusal block) {
            text.append(block.text());
        }

        @Override
        public void thinking(Content.Thinking block) {
            thinking.append(block.text());
        }

        @Override
        public void toolCall(Content.ToolCall block) {
            calls.add(block.name() + arguments(block.arguments()).replaceAll("\\s", ""));
        }

        /** What is no object is wrapped into one by dialects that take nothing else. */
        private static String arguments(String text) {
            if (text.isEmpty()) {
                return "{}";
            }
            try {
                Json json = Json.parse(text.getBytes(UTF_8));
                Json only = json.get("input").exists() ? json.get("input") : json.get("value");
                return json.size() == 1 && only.isString() ? only.text() : text;
            } catch (JsonException cut) {
                return text;
            }
        }

        /** Where arguments are an object, a call that was cut off among them cannot be said. */
        private List<String> wholeCalls() {
            return calls.stream().filter(call -> call.endsWith("}")).toList();
        }

        @Override
        public void media(Content.Media block) {}

        @Override
        public void toolResult(Content.ToolResult block) {}

        @Override
        public void foreign(Content.Foreign block) {}
    }
}
