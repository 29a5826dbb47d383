package ai.gateway.health;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Takes targets of pools out of the traffic, and back in. */
public interface Draining {

    /**
     * What has become of an order.
     *
     * @param seats which of the pool it is true of now; none where it could not be carried out
     * @param whyNot what is wrong with it; null where nothing is
     */
    record Drained(List<String> seats, @Nullable String whyNot) {}

    /** Takes a target out for new requests, or back in. */
    Drained drain(String pool, String target, boolean drain);

    /** What is wrong with an order for that target; null where nothing is. */
    @Nullable
    String whyNot(String pool, String target);
}
