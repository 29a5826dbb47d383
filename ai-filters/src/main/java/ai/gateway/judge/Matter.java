package ai.gateway.judge;

import java.util.List;

/**
 * What a guard judges: a request, or what has come of its answer.
 *
 * @param prompt what the model reads, in its order
 * @param answer what has come since it was judged last, behind the end of what had come before; all of it for a guard that wants
 *     it whole. Empty for a request
 * @param side which of the two is judged
 * @param ended whether that is all
 */
public record Matter(List<Said> prompt, List<Said> answer, Side side, boolean ended) {

    /** Of whom it is. */
    public enum Side {
        REQUEST,
        ANSWER
    }

    public Matter {
        prompt = List.copyOf(prompt);
        answer = List.copyOf(answer);
    }

    public static Matter request(List<Said> prompt) {
        return new Matter(prompt, List.of(), Side.REQUEST, /* ended= */ true);
    }

    public static Matter answer(List<Said> prompt, List<Said> answer, boolean ended) {
        return new Matter(prompt, answer, Side.ANSWER, ended);
    }

    public boolean isAnswer() {
        return side == Side.ANSWER;
    }

    /** The texts that are judged. */
    public List<Said> judged() {
        return side == Side.ANSWER ? answer : prompt;
    }
}
