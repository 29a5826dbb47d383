package ai.gateway.dialect;

import ai.gateway.exchange.AiException;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.wire.Json;

/**
 * Turns one operation of one dialect that is no chat into the exchange's words, and back: one question, one whole answer.
 * Holds no state.
 *
 * @param <Q> the question
 * @param <A> its answer
 */
public interface OperationCodec<Q, A> {

    /**
     * What a client asks.
     *
     * @throws AiException with INVALID_REQUEST and the pointer of what cannot be understood
     */
    Q readRequest(Call call, Json body);

    /**
     * The question as a provider of this dialect takes it.
     *
     * @param model as the provider calls it
     * @throws AiException with INVALID_REQUEST where this dialect cannot say what the question is about
     */
    ChatCall writeRequest(Q request, String model, Traits traits);

    /** What a provider answers. Takes any JSON. */
    A readAnswer(Json answer);

    /** What kind of body the client gets. */
    default String answerType(Question<Q> asked) {
        return "application/json";
    }

    /** The answer as a client of this dialect takes it. */
    byte[] writeAnswer(A answer, Question<Q> asked);

    /**
     * What the client of an answer has asked, for those dialects whose answers repeat some of it.
     *
     * @param id of the exchange, for answers that the provider gave none
     * @param seconds since 1970, for answers that say when they were made
     */
    record Question<Q>(Call call, Q request, String id, long seconds) {}

    /**
     * Tells a client that what it asks cannot be said in the provider's dialect, where leaving it out would change the answer.
     *
     * @param member of the client's body
     */
    static AiException unsayable(String member, String what, String expected) {
        String message =
                member + ": " + what + " (not known to the provider of this model; expected: " + expected + ")";
        return new Failure(FailureCode.INVALID_REQUEST, message, "/" + member).asException();
    }
}
