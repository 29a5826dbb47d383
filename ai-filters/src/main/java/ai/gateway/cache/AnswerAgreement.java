package ai.gateway.cache;

import ai.gateway.dialect.Dialects;
import ai.gateway.pipeline.KeptTexts;
import ai.gateway.recall.Kept;
import ai.gateway.semantic.Encoded;
import ai.gateway.semantic.Encoder;
import reactor.core.publisher.Mono;

import java.util.function.Consumer;

/** Two answers say the same where they are the same words, or where what they begin with means nearly the same. */
record AnswerAgreement(Dialects dialects, Encoder encoder) implements Shadow.Agreement {

    private static final double NEAR = 0.80;

    @Override
    public void judge(Kept one, Kept other, Consumer<Boolean> told) {
        String first = text(one);
        String second = text(other);
        if (first.equals(second)) {
            told.accept(true);
            return;
        }
        Mono.zip(encoder.encode(first), encoder.encode(second), AnswerAgreement::cosine)
                .subscribe(near -> told.accept(near >= NEAR), busy -> {});
    }

    private String text(Kept answer) {
        return KeptTexts.of(answer, dialects.get(answer.dialect())).strip();
    }

    /** Both have the length of one. */
    private static double cosine(Encoded one, Encoded other) {
        double sum = 0;
        for (int i = 0; i < one.vector().length; i++) {
            sum += one.vector()[i] * other.vector()[i];
        }
        return sum;
    }
}
