package ai.gateway.app.sdk;

import java.util.List;

/**
 * What an SDK read.
 *
 * @param stop why the answer ended, in the SDK's word
 * @param turn the answer as this SDK sends it back in the next turn
 */
record Said(String text, String thoughts, List<Called> calls, String stop, Tokens tokens, Object turn) {

    /** @param arguments JSON */
    record Called(String id, String name, String arguments) {}

    record Tokens(long in, long out) {}
}
