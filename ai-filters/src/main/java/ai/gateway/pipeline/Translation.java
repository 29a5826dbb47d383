package ai.gateway.pipeline;

import ai.gateway.dialect.ChatCall;
import ai.gateway.dialect.Dialect;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.Operation;
import ai.gateway.wire.Json;

import java.util.List;

/** One request between two dialects: the question as it goes out, and the way back for its answer. */
sealed interface Translation permits ChatTranslation, PlainTranslation {

    /** The dialect of the provider. */
    Dialect spoken();

    Operation operation();

    /** The question as it goes out. */
    ChatCall call();

    boolean clientStreams();

    /**
     * A whole answer of the provider's, in the client's dialect. Throws the failure that the answer is.
     *
     * @param flows those that change its texts
     */
    TranslatedAnswer whole(Passage passage, TextFlows flows, Json answer);

    /** The same as the call of a client of that dialect, which names its model in the body. */
    default Call asCall() {
        return new Call(spoken().id(), operation(), call().apiPath(), null, clientStreams());
    }

    /** What the client said that cannot be said there. */
    default List<String> dropped() {
        return call().dropped();
    }
}
