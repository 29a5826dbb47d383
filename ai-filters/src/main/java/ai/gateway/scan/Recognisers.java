package ai.gateway.scan;

/** All recognisers that routes can name. */
@FunctionalInterface
public interface Recognisers {

    /**
     * The one of that name.
     *
     * @throws IllegalArgumentException where there is none, with the names that there are
     */
    Recogniser get(String name);
}
