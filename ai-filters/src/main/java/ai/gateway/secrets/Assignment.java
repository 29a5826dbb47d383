package ai.gateway.secrets;

/**
 * A value, and the name it was given: {@code name = value}.
 *
 * @param name with what belongs to it: {@code db.password}
 * @param quoted whether the value stands in quotes
 * @param code whether what stands behind the value says that it is none, but code
 */
record Assignment(String name, int start, int end, How how, boolean quoted, boolean code) {

    /** By which means the name was given its value. */
    enum How {
        SIGN,
        /** As XML has it: {@code <name>value</name>}. */
        TAG,
        /** As XML has it, too: {@code key="name" value="value"}. */
        ATTRIBUTE,
        /** Both are arguments: {@code define('name', 'value')}. */
        LIST,
        /** In prose: {@code the name is value}. */
        TOLD
    }

    int length() {
        return end - start;
    }
}
