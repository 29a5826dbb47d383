package ai.gateway.pipeline;

import java.util.function.Consumer;

/** A stage that knows what was said, and may show it to others. */
public interface Quoting extends Stage {

    /**
     * What may be shown of an exchange, as the messages of OpenTelemetry's conventions in JSON; empty for nothing.
     *
     * @param missing how many characters were too many
     */
    record Quote(String asked, String answered, long missing) {}

    /** Tells {@code reader} once, now or later and then on another thread. */
    void quote(Consumer<Quote> reader);
}
