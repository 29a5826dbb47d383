package ai.gateway.app.standin;

import ai.gateway.dialect.AnswerWriter;
import ai.gateway.exchange.Answer;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FinishReason;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import ai.gateway.wire.SseWriter;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.function.Function;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The old {@code /v1/completions} and Ollama's {@code /api/generate}, which know text and nothing else. No codec has them, since
 * nobody translates them.
 */
final class Completions implements AnswerWriter {
    private final boolean ollama;
    private final boolean counts;
    private final Answer answer;
    private final Function<Failure, byte[]> failures;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private boolean says;

    /** @param failures as the dialect words them */
    Completions(Family family, Json body, Answer answer, Function<Failure, byte[]> failures) {
        this.ollama = family == Family.OLLAMA;
        this.counts = body.get("stream_options").get("include_usage").flag(false);
        this.answer = answer;
        this.failures = failures;
    }

    static Prompt prompt(Json body) {
        Json prompt = body.get("prompt");
        long most = body.get("max_tokens")
                .number(body.get("options").get("num_predict").number(-1));
        return Prompt.of(
                body.get("model").text("stand-in"),
                prompt.isArray() ? prompt.at(0).text() : prompt.text(),
                most,
                PromptReader.tokens(body));
    }

    /** Ollama streams unless it is told not to. */
    static boolean streams(Family family, Json body) {
        return body.get("stream").flag(family == Family.OLLAMA);
    }

    byte[] whole() {
        StringBuilder text = new StringBuilder();
        for (Content block : answer.choices().get(0).content()) {
            text.append(block instanceof Content.Text ? block.flow() : "");
        }
        JsonWriter json = text(text.toString(), finish());
        return (ollama ? json : usage(json)).endObject().toBytes();
    }

    @Override
    public String contentType() {
        return ollama ? "application/x-ndjson" : "text/event-stream";
    }

    @Override
    public byte[] take() {
        byte[] taken = out.toByteArray();
        out.reset();
        return taken;
    }

    @Override
    public void accept(AnswerEvent event) {
        if (event instanceof AnswerEvent.BlockBegan block) {
            says = block.head() instanceof Content.Text;
        } else if (event instanceof AnswerEvent.Piece piece && says) {
            send(withoutUsage(text(piece.text(), "")));
        } else if (event instanceof AnswerEvent.Failed failed) {
            send(failures.apply(failed.failure()));
        } else if (event instanceof AnswerEvent.Ended) {
            end();
        }
    }

    private void end() {
        send(withoutUsage(text("", finish())));
        if (counts) {
            send(usage(head().name("choices").beginArray().endArray())
                    .endObject()
                    .toBytes());
        }
        if (!ollama) {
            send("[DONE]".getBytes(UTF_8));
        }
    }

    private byte[] withoutUsage(JsonWriter json) {
        return (counts ? json.name("usage").nullValue() : json).endObject().toBytes();
    }

    private void send(byte[] frame) {
        out.writeBytes(ollama ? frame : SseWriter.event("", frame));
        if (ollama) {
            out.write('\n');
        }
    }

    private String finish() {
        return answer.choices().get(0).finish() == FinishReason.LENGTH ? "length" : "stop";
    }

    private JsonWriter head() {
        JsonWriter json = new JsonWriter().beginObject();
        if (ollama) {
            Instant created = Instant.ofEpochSecond(answer.created());
            return json.field("model", answer.model()).field("created_at", created.toString());
        }
        json.field("id", answer.id()).field("object", "text_completion");
        return json.field("created", answer.created()).field("model", answer.model());
    }

    /** @param finish empty where more is to come */
    private JsonWriter text(String text, String finish) {
        JsonWriter json = head();
        if (ollama) {
            json.field("response", text).field("done", !finish.isEmpty());
            Usage usage = answer.usage();
            return finish.isEmpty()
                    ? json
                    : json.field("done_reason", finish)
                            .field("prompt_eval_count", usage.prompt())
                            .field("eval_count", usage.output());
        }
        json.name("choices").beginArray().beginObject().field("text", text).field("index", 0);
        json.name("logprobs").nullValue().name("finish_reason");
        (finish.isEmpty() ? json.nullValue() : json.value(finish)).endObject();
        return json.endArray();
    }

    private JsonWriter usage(JsonWriter json) {
        Usage usage = answer.usage();
        json.name("usage").beginObject().field("prompt_tokens", usage.prompt());
        json.field("completion_tokens", usage.output()).field("total_tokens", usage.total());
        return json.endObject();
    }
}
