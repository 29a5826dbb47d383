package ai.gateway.app.standin;

import ai.gateway.app.standin.Prompt.Tool;
import ai.gateway.exchange.Answer;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.FinishReason;
import ai.gateway.exchange.Usage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static ai.gateway.app.standin.Values.obj;

/** Decides what is answered. The same prompt always gets the same answer; only its id and its time move on. */
final class Script {
    private static final int MOST_CHARS = 1_000_000;
    private static final int MOST_WORDS = 100_000;
    private static final int MOST_CALLS = 100;
    private static final int QUOTED = 200;

    private final Clock clock;
    private final String canned;
    private final AtomicLong count = new AtomicLong();

    Script(int answerSize, Clock clock) {
        this.clock = clock;
        this.canned = chars(answerSize);
    }

    Answer reply(Family family, Prompt prompt, Directives wishes) {
        String id = nextId();
        Draft draft = new Draft(family, id, prompt.maxTokens());
        if (wishes.has("think")) {
            String thought = wishes.text("think");
            draft.think(thought.isEmpty() ? "The user wants to see me think." : thought);
        }
        List<Call> calls = prompt.toolResult() == null ? calls(prompt, wishes) : List.of();
        if (calls.isEmpty()) {
            draft.say(text(prompt, wishes));
        }
        calls.forEach(draft::call);
        FinishReason finish = draft.cut || wishes.has("length")
                ? FinishReason.LENGTH
                : calls.isEmpty() ? FinishReason.STOP : FinishReason.TOOL_CALLS;
        return new Answer(
                family.answerId(id),
                prompt.model(),
                seconds(),
                List.of(new Answer.Choice(0, draft.blocks, finish, null, null, Extras.NONE)),
                draft.usage(prompt.tokens()),
                Extras.NONE,
                Extras.NONE);
    }

    String nextId() {
        return String.format(Locale.ROOT, "standin%017d", count.incrementAndGet());
    }

    long seconds() {
        return clock.millis() / 1000;
    }

    private String text(Prompt prompt, Directives wishes) {
        if (prompt.toolResult() != null) {
            return "The tool said: " + prompt.toolResult();
        }
        if (wishes.has("echo")) {
            return wishes.text("echo");
        }
        if (wishes.has("words")) {
            return IntStream.rangeClosed(1, wishes.number("words", 10, MOST_WORDS))
                    .mapToObj(i -> "word" + i)
                    .collect(Collectors.joining(" "));
        }
        if (wishes.has("chars")) {
            return chars(wishes.number("chars", 100, MOST_CHARS));
        }
        if (wishes.has("json") || prompt.jsonWanted()) {
            JsonNode schema = prompt.schema();
            Object value = schema == null ? obj("answer", friendly(prompt)) : SchemaSample.of(schema);
            return value == null ? "null" : Values.text(value);
        }
        return canned.isEmpty() ? friendly(prompt) : canned;
    }

    private static String friendly(Prompt prompt) {
        String said = prompt.text();
        String quoted = said.length() > QUOTED ? Tokens.head(said, QUOTED / 4) + "…" : said;
        return "Hello from the stand-in provider: you said \"" + quoted
                + "\". I am no model and need neither key nor network; try /words 50, /tool or /error 429.";
    }

    private static String chars(int size) {
        String line = "The stand-in fills this answer to its size. ";
        return line.repeat(size / line.length() + 1).substring(0, size);
    }

    private record Call(String name, String arguments) {}

    private static List<Call> calls(Prompt prompt, Directives wishes) {
        List<Call> calls = new ArrayList<>();
        if (wishes.has("tools")) {
            int wanted = wishes.number("tools", 2, MOST_CALLS);
            for (int i = 0; i < wanted; i++) {
                calls.add(sample(prompt, i));
            }
        }
        if (wishes.has("tool")) {
            calls.add(call(prompt, wishes.text("tool")));
        }
        String forced = prompt.forcedTool();
        if (calls.isEmpty() && forced != null && !prompt.tools().isEmpty()) {
            calls.add(call(prompt, forced));
        }
        return calls;
    }

    /** {@code NAME {json}}, where both may be missing. */
    private static Call call(Prompt prompt, String wish) {
        int brace = wish.indexOf('{');
        String name = (brace < 0 ? wish : wish.substring(0, brace)).strip();
        JsonNode arguments = brace < 0 ? null : Values.parseOrNull(wish.substring(brace));
        Tool known = tool(prompt, name);
        if (arguments != null && arguments.isObject()) {
            return new Call(known == null ? "tool" : known.name(), arguments.toString());
        }
        return known == null ? sample(prompt, 0) : sample(known);
    }

    /** The tool of that name, defined or not; the first one when no name is given. */
    private static @Nullable Tool tool(Prompt prompt, String name) {
        String word = name.isEmpty() ? "" : name.lines().findFirst().orElse("").split("\\s", 2)[0];
        for (Tool tool : prompt.tools()) {
            if (word.isEmpty() || tool.name().equals(word)) {
                return tool;
            }
        }
        return word.isEmpty() ? null : new Tool(word, JsonNodeFactory.instance.objectNode());
    }

    private static Call sample(Prompt prompt, int nth) {
        List<Tool> tools = prompt.tools();
        return tools.isEmpty() ? new Call("tool", "{}") : sample(tools.get(nth % tools.size()));
    }

    private static Call sample(Tool tool) {
        Object arguments = SchemaSample.of(tool.schema());
        return new Call(tool.name(), arguments == null ? "{}" : Values.text(arguments));
    }

    /** An answer in the making: cuts text at the limit and keeps the sums. Calls are never cut, for half a call is no call. */
    private static final class Draft {
        private final Family family;
        private final String id;
        private final int limit;
        private final List<Content> blocks = new ArrayList<>();
        private int calls;
        private int output;
        private int thinking;
        private boolean cut;

        Draft(Family family, String id, int limit) {
            this.family = family;
            this.id = id;
            this.limit = limit;
        }

        void think(String text) {
            String kept = kept(text);
            thinking = output;
            blocks.add(new Content.Thinking(kept, family.seal(), /* hidden= */ false, Notes.NONE));
        }

        void say(String text) {
            blocks.add(Content.Text.of(kept(text)));
        }

        private String kept(String text) {
            String kept = Tokens.head(text, Math.max(0, limit - output));
            cut |= kept.length() < text.length();
            output += Tokens.of(kept);
            return kept;
        }

        /** Gemini signs the first of its calls, and nobody else signs any. */
        void call(Call call) {
            output += Tokens.of(call.name()) + Tokens.of(call.arguments());
            boolean signs = family == Family.GEMINI && calls == 0;
            blocks.add(new Content.ToolCall(
                    family.callId(id + calls++),
                    call.name(),
                    call.arguments(),
                    /* custom= */ false,
                    signs ? family.seal() : null,
                    Notes.NONE));
        }

        Usage usage(int input) {
            return new Usage(input, 0, 0, output, thinking == 0 ? Usage.ABSENT : thinking);
        }
    }
}
