package ai.gateway.scan;

import java.util.List;

/**
 * Looks for something in texts. Takes time linear in their length, whatever they say; has no state, and is safe for all
 * threads.
 */
@FunctionalInterface
public interface Scanner {

    /** What there is, in the order of where it begins. What one scanner finds in a text does not overlap. */
    List<Find> scan(String text);
}
