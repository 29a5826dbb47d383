package ai.gateway.pipeline;

import ai.gateway.exchange.Call;
import ai.gateway.exchange.Operation;

/** A request that no dialect recognises. It is relayed all the same, below the base URL that an OpenAI client would use. */
final class UnknownCall {

    /** Errors are told as OpenAI tells them: every client library can show such a one. */
    static final String DIALECT = "openai";

    private UnknownCall() {}

    /** What follows the API's version, or the whole path where it has none. */
    static Call of(String path) {
        int version = path.indexOf("/v1/");
        return Call.of(DIALECT, Operation.OTHER, version < 0 ? path : path.substring(version + 3));
    }
}
