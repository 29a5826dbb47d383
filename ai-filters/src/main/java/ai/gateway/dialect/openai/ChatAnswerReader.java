package ai.gateway.dialect.openai;

import ai.gateway.dialect.AnswerReader;
import ai.gateway.dialect.Counts;
import ai.gateway.dialect.Errors;
import ai.gateway.dialect.Fields;
import ai.gateway.dialect.Media;
import ai.gateway.dialect.OpenBlocks;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Besides;
import ai.gateway.exchange.Besides.Bill;
import ai.gateway.exchange.Citation;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Content.Source;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FinishReason;
import ai.gateway.exchange.Modality;
import ai.gateway.exchange.Seal;
import ai.gateway.exchange.Service;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Reads answers: the chunks of a stream, and whole ones, which are one chunk with a {@code message} for its {@code delta}.
 * Perplexity has both in both, and one of them says nothing.
 */
final class ChatAnswerReader implements AnswerReader {

    private static final Set<String> KNOWN =
            Set.of("id", "object", "created", "model", "choices", "usage", "obfuscation");

    /** A word for a service that nobody knows is kept as it is. */
    private static final Set<String> KNOWN_AND_SERVICE =
            Set.of("id", "object", "created", "model", "choices", "usage", "obfuscation", "service_tier");

    private static final Set<String> KNOWN_OF_CHOICE =
            Set.of("index", "delta", "message", "finish_reason", "logprobs", "stop_reason");

    /** A reason that nobody knows is kept in the words of the provider. */
    private static final Set<String> KNOWN_BUT_FOR_THE_WORD =
            Set.of("index", "delta", "message", "logprobs", "stop_reason");

    private static final Set<String> COUNTED = Set.of("prompt_tokens", "completion_tokens", "total_tokens");

    private final Consumer<AnswerEvent> sink;
    private final TreeMap<Integer, Choice> choices = new TreeMap<>();
    private boolean begun;
    private boolean served;
    private boolean over;

    ChatAnswerReader(Consumer<AnswerEvent> sink) {
        this.sink = sink;
    }

    @Override
    public void frame(String name, Json frame) {
        read(name, frame, "delta", "message");
    }

    void whole(Json answer) {
        read("", answer, "message", "delta");
        end();
    }

    private void read(String name, Json frame, String member, String other) {
        if (over) {
            return;
        }
        Failure failure = failure(name, frame);
        if (failure != null) {
            over = true;
            sink.accept(new AnswerEvent.Failed(failure));
            return;
        }
        begin(frame);
        service(frame.get("service_tier"));
        for (Json choice : frame.get("choices").items()) {
            int index = (int) Math.max(0, Math.min(choice.get("index").number(0), Short.MAX_VALUE));
            choices.computeIfAbsent(index, key -> new Choice(key, sink))
                    .read(choice, choice.get(choice.get(member).exists() ? member : other));
        }
        usage(frame.get("usage"));
        usage(frame.get("x_groq").get("usage"));
    }

    @Override
    public void end() {
        if (over) {
            return;
        }
        over = true;
        choices.values().forEach(Choice::end);
        sink.accept(new AnswerEvent.Ended());
    }

    private static @Nullable Failure failure(String name, Json frame) {
        String message = OpenAiAnswer.failureIn(frame);
        if (message == null && name.equals("error")) {
            message = Errors.orUnnamed(frame.get("message"));
        }
        for (Json choice : frame.get("choices").items()) {
            message = message == null ? OpenAiAnswer.failureIn(choice) : message;
        }
        return message == null
                ? null
                : Failure.told(message, new Failure.Origin(0, Errors.type(frame), Errors.code(frame)));
    }

    /** Azure's first chunk has neither id nor model: it tells of the prompt, and is passed over. */
    private void begin(Json frame) {
        boolean empty =
                frame.get("model").text().isEmpty() && frame.get("choices").size() == 0;
        if (!begun && !empty) {
            begun = true;
            sink.accept(new AnswerEvent.Began(
                    frame.get("id").text(),
                    frame.get("model").text(),
                    Counts.of(frame.get("created")),
                    Fields.rest(frame, isService(frame.get("service_tier")) ? KNOWN_AND_SERVICE : KNOWN)));
        }
    }

    /** One that is not said yet may be said later. */
    private static boolean isService(Json tier) {
        return tier.isNull() || Service.of(tier.text()) != null;
    }

    /** Every chunk of a stream says it, and says the same. */
    private void service(Json tier) {
        Service said = served || !tier.isString() ? null : Service.of(tier.text());
        if (said != null) {
            served = true;
            sink.accept(new AnswerEvent.Used(Usage.NONE.with(Besides.of(Bill.of(said))), Extras.NONE));
        }
    }

    private void usage(Json usage) {
        if (usage.isObject()) {
            Usage counts = OpenAiUsage.of(usage);
            sink.accept(new AnswerEvent.Used(counts, Fields.rest(usage, COUNTED)));
        }
    }

    /** One of the answers of the stream. */
    private static final class Choice {

        private static final String OLD_CALL = "function_call";

        private final int index;
        private final Consumer<AnswerEvent> sink;
        private final OpenBlocks blocks;
        private int unindexed;
        private boolean called;
        private boolean refused;
        private boolean finished;

        Choice(int index, Consumer<AnswerEvent> sink) {
            this.index = index;
            this.sink = sink;
            this.blocks = new OpenBlocks(index, sink);
        }

        void read(Json choice, Json message) {
            message(message);
            Json likelihoods = choice.get("logprobs");
            if (likelihoods.isObject()) {
                sink.accept(new AnswerEvent.Likelihoods(index, likelihoods.toString()));
            }
            if (choice.get("finish_reason").isString() && !finished) {
                finish(choice);
            }
        }

        private void message(Json message) {
            thinking(message);
            Json content = message.get("content");
            if (content.isString() && !content.text().isEmpty()) {
                blocks.flow(Content.Text.of(""), content.text());
            }
            for (Json part : content.items()) {
                part(part);
            }
            Json refusal = message.get("refusal");
            if (refusal.isString() && !refusal.text().isEmpty()) {
                refused = true;
                blocks.flow(new Content.Refusal("", Notes.NONE), refusal.text());
            }
            for (Json image : message.get("images").items()) {
                blocks.whole(Media.ofUrl(
                        Modality.IMAGE, image.get("image_url").get("url").text(), null, Notes.NONE));
            }
            audio(message.get("audio"));
            for (Json annotation : message.get("annotations").items()) {
                cite(annotation);
            }
            sealed(GoogleExtra.read(message));
            calls(message);
        }

        /** Some call it reasoning_content, some reasoning; the details repeat it, and may have its signature. */
        private void thinking(Json message) {
            String text = message.get("reasoning_content")
                    .text(message.get("reasoning").text());
            if (!text.isEmpty()) {
                blocks.flow(new Content.Thinking("", null, false, Notes.NONE), text);
            }
            for (Json detail : message.get("reasoning_details").items()) {
                Seal seal = ReasoningDetails.seal(detail);
                if (seal == null) {
                    continue;
                }
                if (detail.get("type").is("reasoning.encrypted")) {
                    blocks.whole(new Content.Thinking("", seal, true, Notes.NONE));
                } else {
                    blocks.run(new Content.Thinking("", null, false, Notes.NONE));
                    blocks.seal(seal);
                }
            }
        }

        /** Mistral's contents are arrays when it thinks, or cites. */
        private void part(Json part) {
            if (part.get("type").is("thinking")) {
                for (Json thought : part.get("thinking").items()) {
                    blocks.flow(
                            new Content.Thinking("", null, false, Notes.NONE),
                            thought.get("text").text());
                }
            } else if (part.get("text").isString()) {
                blocks.flow(Content.Text.of(""), part.get("text").text());
            } else if (part.get("type").is("image_url")) {
                blocks.whole(Media.ofUrl(
                        Modality.IMAGE, part.get("image_url").get("url").text(), null, Notes.NONE));
            } else if (part.isObject()) {
                blocks.whole(
                        new Content.Foreign(OpenAiDialect.ID, part.get("type").text(), part.toString(), Notes.NONE));
            }
        }

        private void audio(Json audio) {
            String transcript = audio.get("transcript").text();
            if (!transcript.isEmpty()) {
                blocks.flow(Content.Text.of(""), transcript);
            }
            if (audio.get("data").isString()) {
                blocks.whole(new Content.Media(
                        Modality.AUDIO,
                        new Source(Source.Kind.BASE64, audio.get("data").text()),
                        null,
                        audio.get("id").text(),
                        Notes.NONE));
            }
        }

        private void cite(Json annotation) {
            Json source = annotation.get("url_citation");
            if (source.isObject()) {
                blocks.cite(new Citation(
                        source.get("url").text(),
                        source.get("title").text(),
                        source.get("content").text(),
                        (int) source.get("start_index").number(-1),
                        (int) source.get("end_index").number(-1),
                        Extras.NONE));
            }
        }

        private void sealed(@Nullable Seal seal) {
            if (seal != null) {
                blocks.run(Content.Text.of(""));
                blocks.seal(seal);
            }
        }

        private void calls(Json message) {
            int position = 0;
            for (Json call : message.get("tool_calls").items()) {
                call(call, (int) call.get("index").number(position));
                position++;
            }
            Json old = message.get("function_call");
            boolean asked =
                    blocks.knowsCall(OLD_CALL) || !old.get("name").text().isEmpty();
            if (old.isObject() && asked) {
                function(OLD_CALL, old.get("name").text(), old, /* custom= */ false);
            }
        }

        /**
         * An index, or else the place in the array, tells calls apart. Old streams of Mistral have no index and each call
         * whole: there, a name begins the next one.
         */
        private void call(Json call, int position) {
            boolean custom = call.get("type").is("custom") || call.get("custom").isObject();
            Json named = call.get(custom ? "custom" : "function");
            boolean indexed = call.get("index").isNumber();
            if (!indexed && !named.get("name").text().isEmpty()) {
                unindexed++;
            }
            String key = indexed ? "i" + position : "u" + unindexed;
            function(key, call.get("id").text(), named, custom);
            Seal seal = GoogleExtra.read(call);
            if (seal != null) {
                blocks.sealCall(key, seal);
            }
        }

        private void function(String key, String id, Json named, boolean custom) {
            if (!blocks.knowsCall(key)) {
                called = true;
                blocks.call(key, new Content.ToolCall(id, named.get("name").text(), "", custom, null, Notes.NONE));
            }
            Json arguments = named.get(custom ? "input" : "arguments");
            blocks.arguments(key, arguments.isObject() ? arguments.toString() : arguments.text());
        }

        private void finish(Json choice) {
            finished = true;
            blocks.end();
            Json stop = choice.get("stop_reason");
            FinishReason reason = reason(choice.get("finish_reason").text());
            sink.accept(new AnswerEvent.Finished(
                    index,
                    reason,
                    stop.isString() ? stop.text() : null,
                    Fields.rest(choice, reason == FinishReason.OTHER ? KNOWN_BUT_FOR_THE_WORD : KNOWN_OF_CHOICE)));
        }

        /** Some providers end a call with a plain stop. */
        private FinishReason reason(String word) {
            FinishReason reason = OpenAiAnswer.finish(word);
            if (refused && (reason == FinishReason.STOP || reason == FinishReason.CONTENT_FILTER)) {
                return FinishReason.REFUSAL;
            }
            return called && reason == FinishReason.STOP ? FinishReason.TOOL_CALLS : reason;
        }

        void end() {
            blocks.end();
        }
    }
}
