package ai.gateway.bench;

/**
 * One kind of work.
 *
 * @param name in {@code --only}
 * @param title over its table
 * @param connections that ask one after the other
 * @param answer what the upstream is told to give
 * @param events of one answer that bring text; 0 where it is no stream
 * @param everyMillis how often a connection asks; 0 for without a pause
 */
record Work(String name, String title, int connections, String answer, int events, int everyMillis) {

    static final Work JSON_32 = new Work("json32", "JSON answer of 1 KB, 32 connections", 32, "json", 0);
    static final Work CALM_32 =
            new Work("calm32", "JSON answer of 1 KB, 32 connections, 2000 requests a second", 32, "json", 0, 16);
    static final Work JSON_1 = new Work("json1", "JSON answer of 1 KB, 1 connection", 1, "json", 0);
    static final Work CHUNKED_32 = new Work("chunked32", "the same answer in chunks, 32 connections", 32, "chunked", 0);
    static final Work BURST_32 =
            new Work("burst32", "stream of 100 events as fast as they go, 32 connections", 32, "stream 100 0", 100);
    static final Work PACED_128 =
            new Work("paced128", "stream of 100 events, one each 10 ms, 128 connections", 128, "stream 100 10", 100);
    static final Work PACED_1 =
            new Work("paced1", "stream of 20 events, one each 2 ms, 1 connection", 1, "stream 20 2", 20);

    Work(String name, String title, int connections, String answer, int events) {
        this(name, title, connections, answer, events, 0);
    }

    boolean isStream() {
        return events > 0;
    }

    Work on(int otherConnections) {
        return new Work(name, title, otherConnections, answer, events, everyMillis);
    }
}
