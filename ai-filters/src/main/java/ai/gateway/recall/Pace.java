package ai.gateway.recall;

/**
 * How fast a kept answer is given again.
 *
 * @param tokensPerSecond of {@link Kind#TOKENS}
 */
public record Pace(Kind kind, int tokensPerSecond) {

    public static final Pace AT_ONCE = new Pace(Kind.AT_ONCE, 0);

    public static final Pace AS_RECORDED = new Pace(Kind.AS_RECORDED, 0);

    /** What it goes by. */
    public enum Kind {
        AT_ONCE,
        AS_RECORDED,
        TOKENS
    }

    public static Pace tokens(int perSecond) {
        return new Pace(Kind.TOKENS, perSecond);
    }

    /** How many milliseconds after the head each piece is due. */
    int[] due(Kept answer) {
        return switch (kind) {
            case AT_ONCE -> new int[] {0};
            case AS_RECORDED -> answer.millis();
            case TOKENS -> evenly(answer);
        };
    }

    /** By length: what wraps a token is about as long for each of them. */
    private int[] evenly(Kept answer) {
        int[] due = new int[answer.ends().length];
        double all = Math.max(0, answer.tokens()) * 1000.0 / tokensPerSecond;
        for (int i = 1; i < due.length; i++) {
            due[i] = (int) Math.min(Integer.MAX_VALUE, all * answer.ends()[i - 1] / answer.body().length);
        }
        return due;
    }
}
