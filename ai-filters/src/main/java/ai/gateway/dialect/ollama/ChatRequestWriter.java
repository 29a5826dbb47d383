package ai.gateway.dialect.ollama;

import ai.gateway.dialect.ChatCall;
import ai.gateway.dialect.Dropped;
import ai.gateway.dialect.Parameters;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Message;
import ai.gateway.exchange.OutputFormat;
import ai.gateway.exchange.Reasoning;
import ai.gateway.exchange.Sampling;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import static ai.gateway.dialect.ollama.ChatRequestReader.OPTIONS;

/** Writes a chat for Ollama. */
final class ChatRequestWriter {

    /** The models that take a word for how much to think; all others take yes or no, and answer a word with 400. */
    private static final String TAKES_WORDS = "gpt-oss";

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
        this.ours = request.dialect().equals(OllamaDialect.ID);
    }

    ChatCall write() {
        json.beginObject();
        if (request.model() != null) {
            json.field("model", request.model());
        }
        messages();
        json.field("stream", request.stream().isStream());
        options(request.sampling());
        likelihoods(request.sampling());
        ChatTools.write(json, request, dropped);
        format(request.format());
        think(request.reasoning());
        dropped.surroundings(request);
        if (ours) {
            extras(/* options= */ false);
        } else {
            dropped.all(request.extras());
        }
        return new ChatCall(OllamaChat.PATH, "", json.endObject().toBytes(), dropped.names());
    }

    private void messages() {
        json.name("messages").beginArray();
        ChatMessageWriter writer = new ChatMessageWriter(json, request, dropped);
        for (Message message : request.messages()) {
            writer.write(message);
        }
        json.endArray();
    }

    private void options(Sampling sampling) {
        json.name("options").beginObject();
        parameters.count("num_predict", sampling.maxOutput());
        parameters.decimal("temperature", sampling.temperature());
        parameters.decimal("top_p", sampling.topP());
        parameters.count("top_k", sampling.topK());
        parameters.decimal("frequency_penalty", sampling.frequencyPenalty());
        parameters.decimal("presence_penalty", sampling.presencePenalty());
        parameters.number("seed", sampling.seed());
        parameters.texts("stop", sampling.stop());
        if (ours) {
            extras(/* options= */ true);
        }
        json.endObject();
        dropped.note("n", sampling.candidates() > 1);
    }

    private void likelihoods(Sampling sampling) {
        parameters.flag("logprobs", sampling.logprobs());
        parameters.count("top_logprobs", sampling.topLogprobs());
    }

    private void format(@Nullable OutputFormat format) {
        if (format == null || format.kind() == OutputFormat.Kind.TEXT) {
            return;
        }
        json.name("format");
        if (format.schema() == null) {
            json.value("json");
        } else {
            json.raw(format.schema());
        }
    }

    private void think(Reasoning reasoning) {
        if (!reasoning.isAsked()) {
            return;
        }
        if (!traits.has("think")) {
            dropped.add("reasoning");
            return;
        }
        String word = reasoning.effort();
        if (reasoning.isForbidden()) {
            json.field("think", false);
        } else if (word != null && takesWords()) {
            json.field("think", level(word));
        } else {
            json.field("think", true);
        }
    }

    private boolean takesWords() {
        return ours || String.valueOf(request.model()).contains(TAKES_WORDS);
    }

    private static String level(String word) {
        return switch (word) {
            case "minimal" -> "low";
            case "xhigh" -> "max";
            default -> word;
        };
    }

    private void extras(boolean options) {
        request.extras().fields().forEach((name, value) -> {
            if (name.startsWith(OPTIONS) == options) {
                json.name(options ? name.substring(OPTIONS.length()) : name).raw(value);
            }
        });
    }
}
