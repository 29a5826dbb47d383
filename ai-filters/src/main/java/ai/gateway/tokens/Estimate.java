package ai.gateway.tokens;

import ai.gateway.exchange.Modality;
import ai.gateway.wire.Json;

/** Estimates a prompt by what it is made of, with the weights of a family of models. */
final class Estimate implements PromptSink {

    /** What a server's tool or something stored brings along, where one must say a number. */
    static final long POINTED_AT = 500;

    private final Family family;
    private final TextShape texts = new TextShape();
    private final TextShape data = new TextShape();
    private final TextShape tools = new TextShape();
    private final TextShape schemas = new TextShape();
    private long turns;
    private long calls;
    private long toolCount;
    private long schemaCount;
    private long media;
    private long points;
    private boolean thinks;

    Estimate(Family family) {
        this.family = family;
    }

    /** @param chat whether it is set out as turns of a conversation; other operations read the bare texts */
    long tokens(boolean chat) {
        double tokens =
                of(texts) * family.prose().text() + of(data) * family.prose().data();
        long around = calls * family.turns().call() + media + points * POINTED_AT;
        if (chat) {
            around += thinks ? family.turns().thinks() : 0;
            around += family.turns().base() + turns * family.turns().turn();
        }
        if (toolCount > 0) {
            around += family.tools().first() + toolCount * family.tools().each();
            tokens += of(tools) * family.tools().text();
        }
        if (schemaCount > 0) {
            around += family.tools().schema();
            tokens += of(schemas) * family.tools().schemaText();
        }
        return Math.round(tokens) + around;
    }

    private double of(TextShape shape) {
        return shape.tokens(family.prose().digitsApart());
    }

    @Override
    public void message() {
        turns++;
    }

    @Override
    public void text(Json text) {
        texts.add(text);
    }

    @Override
    public void name(Json name) {
        texts.add(name);
    }

    @Override
    public void arguments(Json arguments) {
        calls++;
        data.add(arguments);
    }

    @Override
    public void data(Json value) {
        data.add(value);
    }

    @Override
    public void tool(Json tool) {
        toolCount++;
        tools.add(tool);
    }

    @Override
    public void schema(Json format) {
        schemaCount++;
        schemas.add(format);
    }

    @Override
    public void media(Modality kind, Json source, Json detail) {
        media += kind == Modality.IMAGE ? family.vision().tokens(source, detail) : Medium.usual(kind, source);
    }

    @Override
    public void thinks() {
        thinks = true;
    }

    @Override
    public void points() {
        points++;
    }
}
