package ai.gateway.judge;

import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.semantic.Encoded;
import ai.gateway.semantic.Encoder;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.List;

/** What a text is about, by how near its vector lies to those of some phrases. */
final class TopicGuard implements Guard {

    /** For ever, as far as a clock can tell. */
    private static final Duration ALWAYS = Duration.ofMillis(Long.MAX_VALUE);

    /** An answer is about something after some sentences. */
    private static final int STEP = 800;

    /** Words of a phrase that are told. */
    private static final int TOLD = 5;

    /** Of all phrases, those that are allowed first. */
    private record Phrases(List<float[]> allow, List<float[]> deny) {}

    private final String name;
    private final TopicRules rules;
    private final Encoder encoder;
    private final Mono<Phrases> phrases;

    TopicGuard(String name, TopicRules rules, Encoder encoder) {
        this.name = name;
        this.rules = rules;
        this.encoder = encoder;
        this.phrases = Mono.zip(vectors(rules.allow()), vectors(rules.deny()), Phrases::new)
                .cache(made -> ALWAYS, failed -> Duration.ZERO, () -> Duration.ZERO);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int step() {
        return STEP;
    }

    @Override
    public Mono<Objection> judge(Matter matter) {
        List<String> passages = Excerpts.of(asked(matter));
        return passages.isEmpty()
                ? Mono.empty()
                : phrases.flatMap(known -> vectors(passages).mapNotNull(vectors -> objection(vectors, known)));
    }

    /** What the user said last; of an answer all that is new. */
    private static String asked(Matter matter) {
        StringBuilder asked = new StringBuilder();
        for (Said said : matter.judged()) {
            if (matter.isAnswer() && said.role() == Role.ASSISTANT) {
                asked.append(said.text()).append('\n');
            } else if (!matter.isAnswer() && said.role() == Role.USER) {
                asked.setLength(0);
                asked.append(said.text());
            }
        }
        return asked.toString();
    }

    /** One after the other: an encoder that many ask at once is too busy soon. */
    private Mono<List<float[]>> vectors(List<String> texts) {
        return Flux.fromIterable(texts)
                .concatMap(encoder::encode)
                .map(Encoded::vector)
                .collectList();
    }

    private @Nullable Objection objection(List<float[]> passages, Phrases known) {
        int denied = -1;
        double nearest = rules.threshold();
        for (int i = 0; i < known.deny.size(); i++) {
            double near = nearness(passages, known.deny.get(i));
            denied = near >= nearest ? i : denied;
            nearest = Math.max(nearest, near);
        }
        if (denied >= 0) {
            return new Objection("denied-topic", "near denied topic " + (denied + 1) + ", " + told(denied));
        }
        boolean allowed = known.allow.isEmpty()
                || known.allow.stream().anyMatch(phrase -> nearness(passages, phrase) >= rules.threshold());
        return allowed ? null : new Objection("off-topic", "near none of the topics that are allowed");
    }

    /** The beginning of what is configured. */
    private String told(int denied) {
        String[] words = rules.deny().get(denied).strip().split("\\s+", TOLD + 1);
        return String.join(" ", List.of(words).subList(0, Math.min(TOLD, words.length)))
                + (words.length > TOLD ? " …" : "");
    }

    /** The cosine of whichever passage is nearest. */
    private static double nearness(List<float[]> passages, float[] phrase) {
        double nearest = -1;
        for (float[] passage : passages) {
            double cosine = 0;
            for (int i = 0; i < phrase.length; i++) {
                cosine += passage[i] * phrase[i];
            }
            nearest = Math.max(nearest, cosine);
        }
        return nearest;
    }
}
