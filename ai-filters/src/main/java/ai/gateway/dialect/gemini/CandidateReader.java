package ai.gateway.dialect.gemini;

import ai.gateway.dialect.Fields;
import ai.gateway.dialect.OpenBlocks;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Citation;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Content.Source;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.FinishReason;
import ai.gateway.exchange.Seal;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads one of the answers of a stream. A text that is signed is over: what follows is another one, for Google wants parts
 * with a signature back apart from those without. When all is over is known at the end only: some streams finish twice.
 */
final class CandidateReader {

    private static final Set<String> KNOWN_OF_TEXT = Set.of("text", "thought", "thoughtSignature");
    private static final Set<String> KNOWN_OF_CALL = Set.of("functionCall", "thoughtSignature");
    private static final Set<String> KNOWN_OF_MEDIA = Set.of("inlineData", "fileData");
    private static final String[] FOREIGN = {
        "functionCall", "executableCode", "codeExecutionResult", "toolCall", "toolResponse"
    };

    private final int index;
    private final String answer;
    private final Consumer<AnswerEvent> sink;
    private final OpenBlocks blocks;
    private final CandidateExtras extras = new CandidateExtras();
    private final Set<Citation> cited = new HashSet<>();
    private final StringBuilder said = new StringBuilder();
    private @Nullable FinishReason finish;
    private int calls;
    private boolean signed;

    /** @param answer its id, or nothing */
    CandidateReader(int index, String answer, Consumer<AnswerEvent> sink) {
        this.index = index;
        this.answer = answer;
        this.sink = sink;
        this.blocks = new OpenBlocks(index, sink);
    }

    void read(Json candidate) {
        extras.read(candidate);
        Json content = candidate.get("content");
        Json parts = content.get("parts");
        int last = lastText(parts);
        if (parts.isObject()) {
            part(parts);
        }
        int position = 0;
        for (Json part : parts.items()) {
            part(part);
            if (position++ == last) {
                cite(candidate);
            }
        }
        if (last < 0) {
            cite(candidate);
        }
        if (candidate.get("logprobsResult").get("chosenCandidates").size() > 0) {
            sink.accept(new AnswerEvent.Likelihoods(index, LogProbs.read(candidate.get("logprobsResult"))));
        }
        finish(candidate.get("finishReason"));
    }

    void end() {
        blocks.end();
        if (finish != null) {
            boolean called = calls > 0 && finish == FinishReason.STOP;
            FinishReason reason = called ? FinishReason.TOOL_CALLS : finish;
            sink.accept(new AnswerEvent.Finished(index, reason, null, extras.toExtras()));
        }
    }

    /** Of many reasons the first that is not a plain stop. */
    private void finish(Json reason) {
        boolean said = reason.isString() || reason.isNumber();
        if (said && (finish == null || finish == FinishReason.STOP)) {
            finish = FinishWords.read(reason);
            extras.finish(reason, finish);
        }
    }

    /** Where the sources of a chunk belong: to the last thing that was said in it. */
    private static int lastText(Json parts) {
        int last = -1;
        int position = 0;
        for (Json part : parts.items()) {
            if (part.get("text").isString() && !part.get("thought").flag(false)) {
                last = position;
            }
            position++;
        }
        return last;
    }

    private void cite(Json candidate) {
        if (Grounding.isIn(candidate)) {
            Grounding.read(candidate, said.toString(), citation -> {
                if (cited.add(citation)) {
                    blocks.cite(citation);
                }
            });
        }
    }

    private void part(Json part) {
        Json call = part.get("functionCall");
        if (call.isObject()
                && !call.get("partialArgs").exists()
                && !call.get("willContinue").exists()) {
            call(part, call);
        } else if (part.get("inlineData").isObject()) {
            whole(media(part, part.get("inlineData"), "data", Source.Kind.BASE64));
        } else if (part.get("fileData").isObject()) {
            whole(media(part, part.get("fileData"), "fileUri", Source.Kind.URL));
        } else if (part.get("text").isString()) {
            text(part);
        } else if (part.size() > 0) {
            whole(foreign(part));
        }
    }

    private void whole(Content content) {
        blocks.whole(content);
        signed = false;
    }

    private void text(Json part) {
        String text = part.get("text").text();
        Extras rest = Fields.rest(part, KNOWN_OF_TEXT);
        String signature = part.get("thoughtSignature").text();
        boolean thought = part.get("thought").flag(false);
        if (!thought) {
            said.append(text);
        }
        Notes notes = Notes.of(null, rest);
        Content.Thinking thinking = Signatures.thinking(text, signature, notes);
        Content content = thought ? thinking : new Content.Text(text, List.of(), thinking.seal(), notes);
        if (!rest.isEmpty() || thinking.hidden()) {
            whole(content);
        } else if (!text.isEmpty() || content.seal() != null) {
            flow(content);
        }
    }

    private void flow(Content content) {
        if (signed && !content.flow().isEmpty()) {
            blocks.endFlow();
            signed = false;
        }
        blocks.flow(content.head(), content.flow());
        Seal seal = content.seal();
        if (seal != null) {
            blocks.seal(seal);
            signed = true;
        }
    }

    private void call(Json part, Json call) {
        String name = call.get("name").text();
        Json args = call.get("args");
        String arguments = args.isObject() ? args.toString() : "{}";
        String source = answer.isEmpty() ? name + arguments : answer;
        String id = call.get("id").text();
        whole(new Content.ToolCall(
                id.isEmpty() ? ConversationCalls.idOf(source, index, calls) : id,
                name,
                arguments,
                /* custom= */ false,
                Signatures.read(part.get("thoughtSignature").text()),
                Notes.of(null, Fields.rest(part, KNOWN_OF_CALL))));
        calls++;
    }

    private static Content media(Json part, Json data, String member, Source.Kind kind) {
        Source source = new Source(kind, data.get(member).text());
        String type = data.get("mimeType").isString() ? data.get("mimeType").text() : null;
        String name =
                data.get("displayName").isString() ? data.get("displayName").text() : null;
        return new Content.Media(
                FileTypes.kind(type, source), source, type, name, Notes.of(null, Fields.rest(part, KNOWN_OF_MEDIA)));
    }

    private Content foreign(Json part) {
        String type = "part";
        for (String name : FOREIGN) {
            type = part.get(name).exists() ? name : type;
        }
        calls += type.equals("functionCall") ? 1 : 0;
        return new Content.Foreign(GeminiDialect.ID, type, part.toString(), Notes.NONE);
    }
}
