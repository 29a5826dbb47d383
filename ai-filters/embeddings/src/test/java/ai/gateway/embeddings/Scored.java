package ai.gateway.embeddings;

import ai.gateway.semantic.Alikeness;
import ai.gateway.semantic.Encoded;
import ai.gateway.semantic.Question;
import ai.gateway.semantic.Suitability;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the model says of a {@link Pair}.
 *
 * @param known whether it knows both texts
 */
record Scored(Pair pair, float cosine, boolean known) {

    static List<Scored> of(List<Pair> pairs, Model model) {
        Map<String, Encoded> encoded = new HashMap<>();
        List<Scored> scored = new ArrayList<>();
        for (Pair pair : pairs) {
            Encoded a = encoded.computeIfAbsent(pair.a(), model::encode);
            Encoded b = encoded.computeIfAbsent(pair.b(), model::encode);
            scored.add(new Scored(pair, cosine(a.vector(), b.vector()), a.known() && b.known()));
        }
        return scored;
    }

    /** Whether nothing but the threshold stands between one question and the answer to the other. */
    boolean mayShare(Alikeness rules) {
        return known
                && Suitability.against(pair.a()) == null
                && Suitability.against(pair.b()) == null
                && rules.against(Question.of(pair.a()), Question.of(pair.b())) == null;
    }

    static float cosine(float[] a, float[] b) {
        float cosine = 0;
        for (int i = 0; i < a.length; i++) {
            cosine += a[i] * b[i];
        }
        return cosine;
    }
}
