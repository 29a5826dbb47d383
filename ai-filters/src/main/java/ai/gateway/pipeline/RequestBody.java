package ai.gateway.pipeline;

/**
 * A request's body as far as it was read.
 *
 * @param bytes unpacked, as filters see it and as it will be sent
 * @param packed as it came; the same array where it was not packed
 */
record RequestBody(Kind kind, byte[] bytes, byte[] packed) {

    enum Kind {
        /** Read whole, to be checked as JSON. */
        JSON,
        /** Read whole: a multipart form that names its model in a field. */
        FORM,
        /** Not read: it streams through. */
        OPAQUE,
        /** There is none. */
        NONE
    }

    private static final byte[] NOTHING = {};

    static final RequestBody NONE = new RequestBody(Kind.NONE, NOTHING, NOTHING);
    static final RequestBody OPAQUE = new RequestBody(Kind.OPAQUE, NOTHING, NOTHING);
}
