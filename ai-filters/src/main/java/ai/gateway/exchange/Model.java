package ai.gateway.exchange;

/**
 * A model that can be asked, as far as its provider describes it.
 *
 * @param name for people; empty where it has none beside its id
 * @param owner who made it; empty where nobody said
 * @param created seconds since 1970; {@link Usage#ABSENT} where nobody said
 * @param maxInput tokens that it reads at most; {@link Usage#ABSENT} where nobody said
 * @param maxOutput tokens that it writes at most; {@link Usage#ABSENT} where nobody said
 */
public record Model(String id, String name, String owner, long created, long maxInput, long maxOutput) {

    public static Model of(String id) {
        return new Model(id, "", "", Usage.ABSENT, Usage.ABSENT, Usage.ABSENT);
    }

    /** The same, under another id. */
    public Model as(String otherId) {
        return new Model(otherId, name, owner, created, maxInput, maxOutput);
    }
}
