package ai.gateway.embeddings;

import ai.gateway.semantic.Encoded;
import ai.gateway.semantic.Encoder;
import reactor.core.publisher.Mono;

/** all-MiniLM-L6-v2 in eight bits: small, quick, English. Answers come on a thread of the {@link Desk}'s. */
final class MiniLm implements Encoder, AutoCloseable {

    static final String MODEL = "all-minilm-l6-v2-q";
    static final int DIMENSIONS = 384;

    /**
     * By what EncoderFiguresHeavyIT prints: below, more of the hits are wrong; above, there are fewer hits, and the share of
     * wrong ones among them stays.
     */
    static final float THRESHOLD = 0.90f;

    private final Desk desk;

    MiniLm(Desk desk) {
        this.desk = desk;
    }

    @Override
    public String model() {
        return MODEL;
    }

    @Override
    public int dimensions() {
        return DIMENSIONS;
    }

    @Override
    public float threshold() {
        return THRESHOLD;
    }

    @Override
    public Mono<Encoded> encode(String text) {
        return desk.encode(text);
    }

    @Override
    public void close() {
        desk.close();
    }
}
