package ai.gateway.judge;

import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.semantic.Encoded;
import ai.gateway.semantic.Encoder;
import ai.gateway.semantic.NotEncoded;
import ai.gateway.semantic.NotEncoded.Reason;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import java.util.ArrayList;
import java.util.List;

import static ai.gateway.judge.Asked.answers;
import static ai.gateway.judge.Asked.objection;
import static ai.gateway.judge.Asked.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TopicGuardTest {

    private static final String FILLER = "so and so and so and so and so and so ".repeat(10);

    private final Directions encoder = new Directions();

    @Test
    void denied_whatIsNear_isToldByNumberAndFirstWords() {
        Guard guard = Judges.topics(
                "topics",
                new TopicRules(List.of(), List.of("cars", "the cats of all our neighbours, and their kittens")),
                encoder);

        assertThat(objection(guard, says("about cats")))
                .isEqualTo(new Objection("denied-topic", "near denied topic 2, the cats of all our …"));
        assertThat(objection(guard, says("cars please")))
                .isEqualTo(new Objection("denied-topic", "near denied topic 1, cars"));
        assertThat(objection(guard, says("a house"))).isNull();
    }

    @Test
    void allowed_whatIsNearNone_isOffTopic() {
        Guard guard = Judges.topics("topics", new TopicRules(List.of("cars", "cats"), List.of()), encoder);

        assertThat(objection(guard, says("about cats"))).isNull();
        assertThat(objection(guard, says("a house")))
                .isEqualTo(new Objection("off-topic", "near none of the topics that are allowed"));
    }

    @Test
    void denied_winsOverAllowed() {
        Guard guard = Judges.topics("topics", new TopicRules(List.of("cars"), List.of("cats"), 0.5), encoder);

        assertThat(objection(guard, says("cats in cars"))).extracting("rule").isEqualTo("denied-topic");
    }

    @Test
    void requests_areJudgedByWhatTheUserSaidLast() {
        Guard guard = Judges.topics("topics", new TopicRules(List.of(), List.of("cats")), encoder);
        Said cats = new Said(Role.USER, "cats");
        Said house = new Said(Role.USER, "house");

        assertThat(objection(guard, Matter.request(List.of(cats, new Said(Role.ASSISTANT, "cats"), house))))
                .isNull();
        assertThat(objection(guard, Matter.request(List.of(house, cats, new Said(Role.TOOL_RESULT, "house")))))
                .isNotNull();
        assertThat(objection(guard, Matter.request(List.of(new Said(Role.SYSTEM, "cats")))))
                .isNull();
    }

    @Test
    void answers_areJudgedByWhatTheModelSays() {
        Guard guard = Judges.topics("topics", new TopicRules(List.of(), List.of("cats")), encoder);

        assertThat(objection(guard, answers("cats"))).isNotNull();
        assertThat(objection(guard, answers(List.of(new Said(Role.USER, "cats")), new Said(Role.ASSISTANT, "house"))))
                .isNull();
        assertThat(guard.step()).isGreaterThan(Guard.USUAL_STEP);
    }

    @Test
    void longTexts_areJudgedByPassages() {
        Guard guard = Judges.topics("topics", new TopicRules(List.of(), List.of("cats")), encoder);

        assertThat(objection(guard, says(FILLER + "cats"))).isNotNull();
        assertThat(objection(guard, says("cats " + FILLER.repeat(100)))).isNotNull();
        assertThat(encoder.longest).isLessThanOrEqualTo(60);
        assertThat(encoder.asked).hasSizeLessThanOrEqualTo(1 + 3 + 8);
    }

    @Test
    void phrases_areMadeOnceAndWhenAsked() {
        Guard guard = Judges.topics("topics", new TopicRules(List.of("cars"), List.of("cats")), encoder);
        assertThat(encoder.asked).isEmpty();

        objection(guard, says("one"));
        objection(guard, says("two"));

        assertThat(encoder.asked).containsExactly("cars", "cats", "one", "two");
    }

    @Test
    void phrases_thatCouldNotBeMade_areTriedAgain() {
        Guard guard = Judges.topics("topics", new TopicRules(List.of(), List.of("cats")), encoder);
        encoder.broken = true;

        StepVerifier.create(guard.judge(says("cats"))).verifyError(NotEncoded.class);
        encoder.broken = false;

        assertThat(objection(guard, says("cats"))).isNotNull();
    }

    @Test
    void silence_isNotJudged() {
        Guard guard = Judges.topics("topics", new TopicRules(List.of("cars"), List.of()), encoder);

        assertThat(objection(guard, says(" \n "))).isNull();
        assertThat(encoder.asked).isEmpty();
    }

    @Test
    void rules_thatSayNothing_areRefused() {
        assertThatThrownBy(() -> new TopicRules(List.of(), List.of()))
                .hasMessage("topics: none (expected: allow or deny)");
        assertThatThrownBy(() -> new TopicRules(List.of(" "), List.of())).hasMessageContaining("an empty one");
        assertThatThrownBy(() -> new TopicRules(List.of("a"), List.of(), 1)).hasMessageContaining("threshold 1.0");
    }

    /** Vectors that point to what a text names: cars, cats, or something else. */
    private static final class Directions implements Encoder {

        private final List<String> asked = new ArrayList<>();
        private int longest;
        private boolean broken;

        @Override
        public String model() {
            return "directions";
        }

        @Override
        public int dimensions() {
            return 3;
        }

        @Override
        public float threshold() {
            return 0.9f;
        }

        @Override
        public Mono<Encoded> encode(String text) {
            return broken
                    ? Mono.error(new NotEncoded(Reason.LOADING, "broken"))
                    : Mono.fromCallable(() -> encoded(text));
        }

        private Encoded encoded(String text) {
            asked.add(text);
            longest = Math.max(longest, text.split(" ", -1).length);
            float cars = text.contains("cars") ? 1 : 0;
            float cats = text.contains("cats") ? 1 : 0;
            float other = cars + cats == 0 ? 1 : 0;
            float length = (float) Math.sqrt(cars + cats + other);
            return new Encoded(new float[] {cars / length, cats / length, other / length}, /* known= */ true);
        }
    }
}
