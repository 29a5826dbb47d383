package ai.gateway.mask;

/** Names what is hidden. */
@FunctionalInterface
interface Names {

    /**
     * What stands in its place.
     *
     * @param type what it is, such as {@code EMAIL}
     * @param attempt from 0 on: each gives another name, for where the ones before are taken
     */
    String of(String type, String original, int attempt);
}
