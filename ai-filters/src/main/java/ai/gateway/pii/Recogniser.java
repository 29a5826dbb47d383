package ai.gateway.pii;

/** Knows one kind of data, or a table of them. Looks at a place where some may begin, in time that has a bound. */
@FunctionalInterface
interface Recogniser {

    void look(Text text, int at, Finds finds);
}
