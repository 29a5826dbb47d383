package ai.gateway.app.accounts;

import java.io.IOException;

/** Signals to processes that a test has begun. */
final class Signals {

    private Signals() {}

    /** @param name such as {@code STOP} */
    static void send(String name, long process) throws IOException, InterruptedException {
        int failed = new ProcessBuilder("kill", "-" + name, Long.toString(process))
                .start()
                .waitFor();
        if (failed != 0) {
            throw new IOException("signal " + name + " to " + process + ": " + failed);
        }
    }
}
