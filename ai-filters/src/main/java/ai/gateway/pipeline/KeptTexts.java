package ai.gateway.pipeline;

import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.recall.Kept;
import ai.gateway.wire.FrameException;
import ai.gateway.wire.FrameReader;
import ai.gateway.wire.FrameSink;
import ai.gateway.wire.Json;

/** What a kept answer says in words, whether it came whole or in pieces. */
public final class KeptTexts implements FrameSink {

    private final Dialect dialect;
    private final StringBuilder said = new StringBuilder();

    private KeptTexts(Dialect dialect) {
        this.dialect = dialect;
    }

    /** @param dialect in which it is kept */
    public static String of(Kept answer, Dialect dialect) {
        KeptTexts texts = new KeptTexts(dialect);
        byte[] body = answer.body();
        Framing framing = answer.headers().containsKey(Framing.HEADER)
                ? Framing.JSON_ARRAY
                : Framing.of(answer.headers().get("content-type"));
        if (framing == null) {
            texts.frame("", body, 0, body.length);
        } else {
            texts.read(framing.reader(body.length), body);
        }
        return texts.said.toString();
    }

    private void read(FrameReader reader, byte[] body) {
        try {
            reader.feed(body, 0, body.length, this);
            reader.end(this);
        } catch (FrameException broken) {
            // what was read until there is what it says
        }
    }

    @Override
    public void frame(String name, byte[] bytes, int from, int to) {
        Json frame = LenientJson.parse(bytes, from, to);
        if (frame != null) {
            dialect.answerTexts(frame, (role, run, text) -> {
                if (role == Role.ASSISTANT && run == 0) {
                    said.append(text.text());
                }
            });
        }
    }
}
