package ai.gateway.tokens;

import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.Dialects;
import ai.gateway.dialect.Spoken;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.Modality;
import ai.gateway.exchange.Usage;
import ai.gateway.testing.Recordings;
import ai.gateway.testing.Recordings.Recording;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonLimits;

import java.util.ArrayList;
import java.util.List;

/** The recorded requests whose providers have told how many tokens the prompt had. */
final class RecordedPrompts {

    static final Dialects DIALECTS = new Dialects(Spoken.ALL);

    private RecordedPrompts() {}

    /** One of them. */
    record Prompt(Recording recording, Call call, Json body, String model, long reported) {

        PromptCount count() {
            return PromptCount.of(call, body, recording.provider(), model);
        }

        /** What it is made of, by the first of these that it has. */
        String kind() {
            Kinds kinds = new Kinds();
            new PromptReader(kinds).body(body);
            return kinds.open ? "open" : kinds.media ? "media" : kinds.tools ? "tools" : "text";
        }

        @Override
        public String toString() {
            return recording + " " + model;
        }
    }

    static List<Prompt> all() {
        List<Prompt> prompts = new ArrayList<>();
        for (Recording recording : Recordings.where(RecordedPrompts::isAnswered)) {
            Call call = DIALECTS.recognise(recording.head());
            long reported = call == null ? 0 : reported(recording, DIALECTS.of(call));
            if (call != null && reported > 0) {
                Json body = Json.parse(recording.request());
                String model =
                        call.model() != null ? call.model() : body.get("model").text();
                prompts.add(new Prompt(recording, call, body, model, reported));
            }
        }
        return prompts;
    }

    private static boolean isAnswered(Recording recording) {
        return recording.request() != null
                && recording.status() == 200
                && !recording.path().isEmpty()
                && !recording.kind().equals("binary");
    }

    private static long reported(Recording recording, Dialect dialect) {
        AnswerFacts facts = new AnswerFacts();
        if (recording.kind().equals("json")) {
            dialect.answerFacts(Json.parse(recording.response()), facts);
        } else {
            Spoken.reader(recording.kind())
                    .feed(recording.response(), 0, recording.response().length, (name, bytes, from, to) -> {
                        if (!dialect.isEndMark(bytes, from, to)) {
                            Json frame = Json.parse(bytes, from, to, JsonLimits.DEFAULT);
                            byte[] event = dialect.unpacked(frame);
                            dialect.frameFacts(name, event == null ? frame : Json.parse(event), facts);
                        }
                    });
        }
        return facts.usage().input() == Usage.ABSENT ? 0 : facts.usage().prompt();
    }

    private static final class Kinds implements PromptSink {

        private boolean open;
        private boolean media;
        private boolean tools;

        @Override
        public void message() {}

        @Override
        public void text(Json text) {}

        @Override
        public void name(Json name) {}

        @Override
        public void arguments(Json arguments) {
            tools = true;
        }

        @Override
        public void data(Json data) {
            tools = true;
        }

        @Override
        public void tool(Json tool) {
            tools = true;
        }

        @Override
        public void schema(Json format) {
            tools = true;
        }

        @Override
        public void media(Modality kind, Json source, Json detail) {
            media = true;
        }

        @Override
        public void points() {
            open = true;
        }
    }
}
