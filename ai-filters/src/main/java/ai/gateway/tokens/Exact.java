package ai.gateway.tokens;

import ai.gateway.exchange.Modality;
import ai.gateway.wire.Json;

/** Counts a prompt for one of OpenAI's models, with what is known of how these set out turns, tools and schemas. */
final class Exact implements PromptSink {

    private final Tokenizer tokenizer;
    private final Family family;
    private final StringBuilder tools = new StringBuilder();
    private long tokens;
    private long turns;
    private long points;

    Exact(Tokenizer tokenizer, Family family) {
        this.tokenizer = tokenizer;
        this.family = family;
    }

    long tokens(boolean chat) {
        long all = tokens + points * Estimate.POINTED_AT;
        if (chat) {
            all += family.turns().base() + turns * family.turns().turn();
        }
        if (tools.length() > 0) {
            all += tokenizer.count(
                    "# Tools\n\n## functions\n\nnamespace functions {\n\n" + tools + "} // namespace functions");
        }
        return all;
    }

    @Override
    public void message() {
        turns++;
    }

    @Override
    public void text(Json text) {
        tokens += tokenizer.count(plain(text));
    }

    @Override
    public void name(Json name) {
        tokens += tokenizer.count(plain(name));
    }

    @Override
    public void arguments(Json arguments) {
        tokens += tokenizer.count(plain(arguments)) + family.turns().call();
    }

    @Override
    public void data(Json data) {
        tokens += tokenizer.count(plain(data));
    }

    @Override
    public void tool(Json tool) {
        FunctionText.write(tool, tools);
    }

    @Override
    public void schema(Json format) {
        tokens += tokenizer.count(plain(format));
    }

    @Override
    public void media(Modality kind, Json source, Json detail) {
        tokens += kind == Modality.IMAGE ? family.vision().tokens(source, detail) : Medium.usual(kind, source);
    }

    @Override
    public void points() {
        points++;
    }

    private static String plain(Json value) {
        return value.isString() ? value.text() : value.toString();
    }
}
