package ai.gateway.mask;

import ai.gateway.pipeline.TextFlow;

import java.util.Map;

/** What puts back what was hidden, for tests of the way that texts take. */
public final class Flows {

    private Flows() {}

    /** @param originals by the names that stand in their place */
    public static TextFlow restoring(Map<String, String> originals) {
        return new Restoring(new Returns(originals), /* jsonAnswer= */ false);
    }
}
