package ai.gateway.dialect.responses;

import ai.gateway.dialect.ChatCall;
import ai.gateway.dialect.Dropped;
import ai.gateway.dialect.Parameters;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Message;
import ai.gateway.exchange.Sampling;
import ai.gateway.exchange.Tool;
import ai.gateway.exchange.ToolChoice;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Writes a chat for a provider of the API. */
final class ChatRequestWriter {

    private static final Set<String> TIERS = Set.of("auto", "default", "flex", "scale", "priority");

    /** A cap below it is refused. */
    private static final long FEWEST_TOKENS = 16;

    private final ChatRequest request;
    private final Traits traits;
    private final boolean ours;
    private final Dropped dropped = new Dropped();
    private final JsonWriter json = new JsonWriter(1024);
    private final Parameters parameters;

    ChatRequestWriter(ChatRequest request, Traits traits) {
        this.request = request;
        this.traits = traits;
        this.parameters = new Parameters(json, traits, dropped);
        this.ours = request.dialect().equals(ResponsesDialect.ID);
    }

    ChatCall write() {
        json.beginObject();
        parameters.text("model", request.model());
        conversation();
        if (request.stream().isStream()) {
            json.field("stream", true);
        }
        sampling(request.sampling());
        include();
        tools();
        parameters.raw("text", ChatOptions.text(request));
        parameters.raw("reasoning", ChatOptions.reasoning(request, traits));
        account(request.account());
        extras();
        return new ChatCall(ResponsesChat.PATH, "", json.endObject().toBytes(), dropped.names());
    }

    private void conversation() {
        List<Message> messages = request.messages();
        int first = instructions(messages);
        if (ours && messages.size() == first) {
            return;
        }
        json.name("input").beginArray();
        ChatItemWriter writer = new ChatItemWriter(json, request, traits, dropped);
        messages.subList(first, messages.size()).forEach(writer::write);
        json.endArray();
    }

    /** What the system says before anybody else has its own place; says how many messages that are. */
    private int instructions(List<Message> messages) {
        int count = 0;
        while (count < messages.size() && isInstructions(messages.get(count), count)) {
            count++;
        }
        boolean alone = !ours && count == messages.size();
        if (count == 0 || alone || !traits.has("instructions")) {
            return 0;
        }
        List<String> texts = new ArrayList<>();
        for (Message message : messages.subList(0, count)) {
            message.content().forEach(block -> texts.add(block.flow()));
        }
        json.field("instructions", String.join("\n\n", texts));
        return count;
    }

    private boolean isInstructions(Message message, int position) {
        if (ours) {
            return position == 0 && message.extras().fields().containsKey(ChatRequestReader.INSTRUCTIONS);
        }
        return message.role().isInstruction() && message.content().stream().allMatch(Content.Text.class::isInstance);
    }

    private void sampling(Sampling sampling) {
        boolean few = !ours && sampling.maxOutput() != Usage.ABSENT && sampling.maxOutput() < FEWEST_TOKENS;
        parameters.count("max_output_tokens", few ? FEWEST_TOKENS : sampling.maxOutput());
        parameters.decimal("temperature", sampling.temperature());
        parameters.decimal("top_p", sampling.topP());
        parameters.count("top_logprobs", sampling.topLogprobs());
        unusual(sampling);
        dropped.note("n", sampling.candidates() > 1);
    }

    /** The API has none of these; a server that has them is asked by a client of its own. */
    private void unusual(Sampling sampling) {
        if (ours) {
            parameters.count("top_k", sampling.topK());
            parameters.decimal("frequency_penalty", sampling.frequencyPenalty());
            parameters.decimal("presence_penalty", sampling.presencePenalty());
            parameters.number("seed", sampling.seed());
            parameters.texts("stop", sampling.stop());
            return;
        }
        dropped.note("top_k", sampling.topK() != Usage.ABSENT);
        dropped.note("frequency_penalty", sampling.frequencyPenalty() != null);
        dropped.note("presence_penalty", sampling.presencePenalty() != null);
        dropped.note("seed", sampling.seed() != null);
        dropped.note("stop", !sampling.stop().isEmpty());
    }

    /** Without being asked, no provider hands out sealed thoughts or likelihoods. */
    private void include() {
        List<String> include = new ArrayList<>();
        Map<String, String> extras = request.extras().fields();
        String said = ours ? extras.getOrDefault("include", extras.get(".include")) : null;
        if (said != null) {
            include.addAll(strings(said));
        }
        if (Boolean.TRUE.equals(request.sampling().logprobs())) {
            include.add(ChatRequestReader.LIKELIHOODS);
        }
        boolean thinks = request.reasoning().isAsked() && !request.reasoning().isForbidden();
        boolean unkept = !Boolean.TRUE.equals(request.account().store());
        if (!ours && thinks && unkept && traits.has(ChatRequestReader.SEALED)) {
            include.add(ChatRequestReader.SEALED);
        }
        parameters.texts("include", include);
    }

    private static List<String> strings(String array) {
        List<String> strings = new ArrayList<>();
        Json.parse(array.getBytes(UTF_8)).items().forEach(item -> strings.add(item.text()));
        return strings;
    }

    private void tools() {
        if (!request.tools().isEmpty() && !parameters.allows("tools")) {
            return;
        }
        List<Tool> tools = ChatTools.known(request, traits, dropped);
        if (!tools.isEmpty()) {
            json.name("tools").raw(ChatTools.tools(tools, ours));
        } else if (!ours) {
            return;
        }
        ToolChoice choice = request.toolChoice();
        String whole = ours ? request.extras().fields().get(ChatRequestReader.CHOICE) : null;
        if (choice != null) {
            json.name("tool_choice").raw(whole == null ? ChatTools.choice(choice, tools, traits, dropped) : whole);
        }
        if (request.parallelCalls() != null && (traits.has("parallel_tool_calls") || !request.parallelCalls())) {
            parameters.flag("parallel_tool_calls", request.parallelCalls());
        }
    }

    /** Elsewhere nothing is kept unless the client says so; here everything is, unless it says no. */
    private void account(ChatRequest.Account account) {
        String safety = ours ? request.extras().fields().get(ChatRequestReader.SAFETY) : null;
        if (account.user() != null && !JsonWriter.quote(account.user()).equals(safety)) {
            parameters.text("user", account.user());
        }
        parameters.texts("metadata", account.metadata());
        boolean known = account.tier() == null || ours || TIERS.contains(account.tier());
        dropped.note("service_tier", !known);
        parameters.text("service_tier", known ? account.tier() : null);
        parameters.text("prompt_cache_key", account.cacheKey());
        if (account.store() != null) {
            parameters.flag("store", account.store());
        } else if (!ours && traits.has("store")) {
            json.field("store", false);
        }
    }

    private void extras() {
        if (!ours) {
            dropped.all(request.extras());
            return;
        }
        request.extras().fields().forEach((name, value) -> {
            String bare = name.startsWith(".") ? name.substring(1) : name;
            boolean written = bare.equals("include")
                    || name.equals(ChatRequestReader.CHOICE)
                    || name.startsWith(ChatOptions.TEXT)
                    || name.startsWith(ChatOptions.REASONING);
            if (!written) {
                parameters.raw(bare, value);
            }
        });
    }
}
