package ai.gateway.testing.made;

import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.ChatRequest.Account;
import ai.gateway.exchange.ChatRequest.Streaming;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.CacheMark;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Content.Source;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Message;
import ai.gateway.exchange.Message.Role;
import ai.gateway.exchange.Modality;
import ai.gateway.exchange.OutputFormat;
import ai.gateway.exchange.Reasoning;
import ai.gateway.exchange.Sampling;
import ai.gateway.exchange.Seal;
import ai.gateway.exchange.Tool;
import ai.gateway.exchange.ToolChoice;
import ai.gateway.exchange.Usage;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Chats that a client could ask, without what only one dialect can say. */
public final class MadeChats {

    private static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=";

    /** Whose tools may take plain text. */
    private static final Set<String> CUSTOM = Set.of("openai", "responses");

    private final Dice dice;
    private final String dialect;
    private final List<Tool> tools;

    private MadeChats(long seed, String dialect) {
        this.dice = new Dice(seed);
        this.dialect = dialect;
        this.tools = tools();
    }

    /** @param dialect of the client */
    public static ChatRequest of(long seed, String dialect) {
        return new MadeChats(seed, dialect).chat();
    }

    private ChatRequest chat() {
        return new ChatRequest(
                dialect,
                "m-1",
                dice.of(Streaming.values()),
                messages(),
                tools,
                tools.isEmpty() ? null : choice(),
                tools.isEmpty() ? null : dice.maybe(dice::coin),
                sampling(),
                dice.maybe(this::format),
                dice.maybe(() -> dice.of("low", "medium", "high")),
                reasoning(),
                account(),
                Extras.NONE);
    }

    private List<Tool> tools() {
        Map<String, Tool> all = new LinkedHashMap<>();
        dice.some(0, 3, this::tool).forEach(tool -> all.put(tool.name(), tool));
        return List.copyOf(all.values());
    }

    private Tool tool() {
        boolean custom = CUSTOM.contains(dialect) && dice.oneIn(4);
        return new Tool(
                custom ? Tool.Kind.CUSTOM : Tool.Kind.FUNCTION,
                dice.name(),
                dice.maybe(dice::saying),
                custom ? null : dice.oneIn(5) ? null : dice.schema(3),
                custom ? null : dice.maybe(dice::coin),
                Notes.of(mark(), Extras.NONE));
    }

    private @Nullable ToolChoice choice() {
        String name = tools.get(dice.below(tools.size())).name();
        return dice.of(
                null,
                ToolChoice.of(ToolChoice.Mode.AUTO),
                ToolChoice.of(ToolChoice.Mode.NONE),
                ToolChoice.of(ToolChoice.Mode.REQUIRED),
                ToolChoice.named(name),
                new ToolChoice(ToolChoice.Mode.AUTO, List.of(name)));
    }

    private @Nullable CacheMark mark() {
        return dice.oneIn(6) ? new CacheMark(dice.of(null, "5m", "1h")) : null;
    }

    private Notes notes() {
        return Notes.of(mark(), Extras.NONE);
    }

    private Sampling sampling() {
        return new Sampling(
                dice.coin() ? dice.between(1, 4000) : Usage.ABSENT,
                dice.maybe(() -> dice.of(0.0, 0.7, 1.0)),
                dice.maybe(() -> dice.of(0.1, 0.95, 1.0)),
                dice.oneIn(3) ? dice.between(1, 100) : Usage.ABSENT,
                dice.maybe(() -> dice.of(-2.0, 0.0, 0.5)),
                dice.maybe(() -> dice.of(-2.0, 0.0, 0.5)),
                dice.maybe(() -> dice.of(0L, 42L, (long) Integer.MAX_VALUE)),
                dice.some(0, 3, dice::saying),
                dice.of(Usage.ABSENT, 1L),
                dice.oneIn(4) ? Boolean.TRUE : null,
                Usage.ABSENT);
    }

    private OutputFormat format() {
        return switch (dice.below(3)) {
            case 0 -> OutputFormat.of(OutputFormat.Kind.TEXT);
            case 1 -> OutputFormat.of(OutputFormat.Kind.JSON);
            default ->
                OutputFormat.schema(dice.name(), dice.maybe(dice::saying), dice.schema(2), dice.maybe(dice::coin));
        };
    }

    private Reasoning reasoning() {
        return dice.of(
                Reasoning.UNSAID,
                new Reasoning(false, null, Usage.ABSENT, null, null),
                new Reasoning(true, null, 2048, dice.maybe(dice::coin), null),
                new Reasoning(
                        null,
                        dice.of("none", "minimal", "low", "medium", "high", "xhigh", "max"),
                        Usage.ABSENT,
                        null,
                        null));
    }

    private Account account() {
        return new Account(
                dice.maybe(() -> "user-" + dice.below(9)),
                dice.coin() ? Map.of() : Map.of("team", "search", "run", "7"),
                dice.maybe(() -> dice.of("auto", "default", "priority")),
                dice.maybe(() -> "cache-" + dice.below(9)),
                dice.maybe(dice::coin));
    }

    private List<Message> messages() {
        List<Message> all = new ArrayList<>(dice.some(
                0, 2, () -> message(dice.of(Role.SYSTEM, Role.DEVELOPER), dice.some(1, 2, this::spoken))));
        all.add(message(Role.USER, userContent()));
        for (int turns = dice.between(0, 3); turns > 0; turns--) {
            turn(all);
        }
        return all;
    }

    private Message message(Role role, List<Content> content) {
        return new Message(role, role == Role.USER ? dice.of(null, null, "Ann") : null, content, Extras.NONE);
    }

    private List<Content> userContent() {
        List<Content> content = new ArrayList<>(dice.some(0, 2, this::media));
        content.add(spoken());
        return content;
    }

    /** What a model has said, the results of what it called, and what the user says to that. */
    private void turn(List<Message> all) {
        List<Content> said = new ArrayList<>(dice.some(0, 1, this::thought));
        said.addAll(dice.some(0, 2, this::spoken));
        List<Content> calls = tools.isEmpty() ? List.of() : calls();
        if (said.stream().noneMatch(Content.Text.class::isInstance) && calls.isEmpty()) {
            said.add(dice.oneIn(4) ? new Content.Refusal(dice.saying(), Notes.NONE) : spoken());
        }
        said.addAll(calls);
        all.add(message(Role.ASSISTANT, said));
        List<Content> results = calls.stream()
                .map(Content.ToolCall.class::cast)
                .map(this::result)
                .toList();
        if (!results.isEmpty() && dice.coin()) {
            results.forEach(result -> all.add(message(Role.TOOL, List.of(result))));
        } else if (!results.isEmpty()) {
            all.add(message(Role.TOOL, results));
        }
        if (results.isEmpty() || dice.coin()) {
            all.add(message(Role.USER, userContent()));
        }
    }

    private Content spoken() {
        return new Content.Text(dice.oneIn(20) ? "" : dice.saying(), List.of(), null, notes());
    }

    private Content thought() {
        Seal seal =
                dice.of(null, new Seal("anthropic", "c2ln"), new Seal("gemini", "c2ln"), new Seal("responses", "c2ln"));
        return new Content.Thinking(dice.saying(), seal, false, Notes.NONE);
    }

    private List<Content> calls() {
        int first = dice.below(1000);
        List<Content> calls = new ArrayList<>();
        for (int at = dice.between(0, 3); at > 0; at--) {
            Tool tool = tools.get(dice.below(tools.size()));
            boolean custom = tool.kind() == Tool.Kind.CUSTOM;
            String id = dice.of("call_", "toolu_01", "fc.", "id with spaces ", "x".repeat(70)) + (first + at);
            calls.add(new Content.ToolCall(
                    id, tool.name(), custom ? dice.text() : dice.object(3), custom, null, Notes.NONE));
        }
        return calls;
    }

    private Content result(Content.ToolCall call) {
        List<Content> content = dice.some(0, 2, () -> Content.Text.of(dice.text()));
        if (dice.oneIn(6)) {
            content.add(picture());
        }
        return new Content.ToolResult(call.id(), call.name(), content, dice.oneIn(5), notes());
    }

    private Content picture() {
        return new Content.Media(Modality.IMAGE, new Source(Source.Kind.BASE64, PIXEL), "image/png", null, Notes.NONE);
    }

    private Content media() {
        return switch (dice.below(6)) {
            case 0 -> picture();
            case 1 ->
                new Content.Media(
                        Modality.IMAGE,
                        new Source(Source.Kind.URL, "https://example.com/ü/a.png?x=1&y=%20"),
                        null,
                        null,
                        notes());
            case 2 ->
                new Content.Media(
                        Modality.AUDIO, new Source(Source.Kind.BASE64, "UklGRg=="), "audio/wav", null, Notes.NONE);
            case 3 ->
                new Content.Media(
                        Modality.FILE,
                        new Source(Source.Kind.BASE64, "JVBERi0="),
                        "application/pdf",
                        dice.of(null, "böse/Datei.pdf", "a.pdf"),
                        notes());
            case 4 ->
                new Content.Media(
                        Modality.FILE,
                        new Source(Source.Kind.PLAIN, dice.saying()),
                        "text/plain",
                        dice.of(null, "notes.txt"),
                        notes());
            default ->
                new Content.Media(
                        Modality.VIDEO, new Source(Source.Kind.BASE64, "AAAA"), "video/mp4", null, Notes.NONE);
        };
    }
}
