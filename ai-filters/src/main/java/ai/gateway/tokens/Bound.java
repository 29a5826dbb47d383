package ai.gateway.tokens;

import ai.gateway.exchange.Modality;
import ai.gateway.wire.Json;

/**
 * What a request cannot exceed. A token of a text is at least one byte of it, and what the JSON has around the texts is
 * more bytes than any model has tokens around them; so the request's own length is a bound, once the things that it only
 * encodes or points at are taken out and counted apart.
 */
final class Bound implements PromptSink {

    /** What a server's tool, a stored prompt or an earlier answer may bring along, where one must say a number. */
    private static final long POINTED_AT = 8_000;

    /** Around texts: more than any measured. */
    private static final long AROUND = 256;

    private final Family family;
    private long encoded;
    private long more;
    private long points;
    private boolean tools;

    Bound(Family family) {
        this.family = family;
    }

    /** @param bytes of the whole request */
    long tokens(long bytes) {
        Family.Turns turns = family.turns();
        long own = turns.base() + turns.base() / 2 + (tools ? 2 * family.tools().first() : 0);
        return bytes - encoded + more + AROUND + own;
    }

    /** Whether it points at something that may be any length. */
    boolean isOpen() {
        return points > 0;
    }

    @Override
    public void message() {}

    @Override
    public void text(Json text) {}

    @Override
    public void name(Json name) {}

    @Override
    public void arguments(Json arguments) {}

    @Override
    public void data(Json data) {}

    @Override
    public void tool(Json tool) {
        tools = true;
    }

    /** Some are told of it more than once. */
    @Override
    public void schema(Json format) {
        more += family.tools().schema() + format.end() - format.start();
    }

    @Override
    public void media(Modality kind, Json source, Json detail) {
        boolean elsewhere = Picture.start(source) < 0;
        if (kind == Modality.IMAGE) {
            more += family.vision().most();
        } else {
            more += Medium.most(kind, source);
            points++;
        }
        encoded += elsewhere ? 0 : source.end() - source.start();
    }

    @Override
    public void points() {
        more += POINTED_AT;
        points++;
    }
}
