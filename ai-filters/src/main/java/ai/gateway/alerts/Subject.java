package ai.gateway.alerts;

/**
 * Whom an alert is about.
 *
 * @param name of the configuration, never of a client's making
 */
record Subject(Kind kind, String name) {

    enum Kind {
        ROUTE("route"),
        PROVIDER("provider"),
        TARGET("target"),
        POOL("pool");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    static Subject route(String id) {
        return new Subject(Kind.ROUTE, id);
    }

    static Subject provider(String name) {
        return new Subject(Kind.PROVIDER, name);
    }

    static Subject target(String pool, String name) {
        return new Subject(Kind.TARGET, pool + ":" + name);
    }

    static Subject pool(String name) {
        return new Subject(Kind.POOL, name);
    }
}
