package ai.gateway.dialect;

import ai.gateway.exchange.AiException;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Embeddings;
import ai.gateway.exchange.EmbeddingsRequest;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.ImageRequest;
import ai.gateway.exchange.Images;
import ai.gateway.exchange.Ranking;
import ai.gateway.exchange.RequestFacts;
import ai.gateway.exchange.RerankRequest;
import ai.gateway.exchange.Sound;
import ai.gateway.exchange.SpeechRequest;
import ai.gateway.wire.FrameSink;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonEdit;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A wire format that clients and providers speak: how to recognise it, what to read off it, how to say no in it. */
public interface Dialect {

    /** Its name in configuration, such as {@code openai}. */
    String id();

    /** The call that a request's head makes in this dialect, or null when it is not of this dialect. */
    @Nullable
    Call recognise(Head head);

    /**
     * Reads off a request what predicates and filters ask for.
     *
     * @param body MISSING where the request has none, or none in JSON
     * @throws AiException with INVALID_REQUEST where a type is wrong or the operation lacks what it cannot do without
     */
    RequestFacts facts(Call call, Json body);

    /** Whether a chat demands an answer that keeps to a JSON schema. */
    default boolean demandsSchema(Json body) {
        return false;
    }

    /** Shows every text that the model would read. */
    void promptTexts(Call call, Json body, TextVisitor visitor);

    /** The call that asks another model, where the path names it; the call itself where the body does. */
    default Call withModel(Call call, String model) {
        return call;
    }

    /** Asks another model in the body, where the body names it. */
    void withModel(Call call, Json body, String model, JsonEdit edit);

    /** The call as it is made below that base URL, where it is the base that decides whether the path names the model. */
    default Call below(URI base, Call call, @Nullable String model) {
        return call;
    }

    /** Whether a parameter of the client's query is understood below that base URL too. */
    default boolean passes(String queryParameter, Call call, URI base) {
        return true;
    }

    /**
     * Where a request keeps a parameter: a dotted path of member names. Common names ({@code temperature}, {@code top_p},
     * {@code max_tokens}, {@code stop}, {@code seed}) lead to this dialect's own places; any other name is itself.
     */
    String parameterPath(String name);

    /**
     * Where this request keeps its cap on output tokens: the place where it has one already, else the one that a model of
     * that name understands. A dotted path.
     */
    default String capPath(Call call, Json body, @Nullable String model) {
        return parameterPath("max_tokens");
    }

    /**
     * Asks that the usage be told with the answer, where a stream tells it only to who asks.
     *
     * @return whether it does, and who has not asked is not to be told
     */
    default boolean askForUsage(Json body, JsonEdit edit) {
        return false;
    }

    /** Whether a frame tells the usage, and nothing else: what who has not asked for it does not get. */
    default boolean tellsUsageAlone(Json frame) {
        return false;
    }

    /** Reads usage, finish and failure off a whole answer, also one that is an error. Takes any JSON. */
    void answerFacts(Json answer, AnswerFacts facts);

    /**
     * Reads usage, finish, failure and end off one frame of a stream. Takes any JSON.
     *
     * @param name the event's name on the wire, of an AWS exception its type; empty where it has none
     */
    void frameFacts(String name, Json frame, AnswerFacts facts);

    /**
     * Reads usage off the head of an answer, where a provider counts there what its bodies do not tell.
     *
     * @param headers gives the value of a header; null where there is none
     */
    default void headFacts(UnaryOperator<@Nullable String> headers, AnswerFacts facts) {}

    /** Whether a frame that is not JSON says that the stream is over, such as OpenAI's {@code [DONE]}. */
    default boolean isEndMark(byte[] bytes, int from, int to) {
        return false;
    }

    /**
     * The name of an answer, in it or in the first frame of its stream; empty where it has none, or one by which its provider
     * is asked for it later.
     */
    default String answerId(Json answerOrFrame) {
        return "";
    }

    /** Shows every text in an answer, or in one frame of its stream; of a packed event only when it is unpacked. */
    void answerTexts(Json answerOrFrame, TextVisitor visitor);

    /**
     * Shows every number by which an answer, or one frame of its stream, tells what was used; of a packed event only when it is
     * unpacked.
     */
    void answerCounts(Json answerOrFrame, Consumer<Json> visitor);

    /** The model's own event in JSON, where a frame carries it packed up in one of its strings; null where it does not. */
    default byte @Nullable [] unpacked(Json frame) {
        return null;
    }

    /** Puts another event into a frame that carries one packed up. */
    default void repack(Json frame, byte[] event, JsonEdit edit) {
        throw new IllegalArgumentException("frame: no packed event in it (expected: one that can be unpacked)");
    }

    /** A failure as the body of an answer. */
    byte[] failureBody(Failure failure, String requestId);

    /** Headers that this dialect's clients look for beside the body of a failure. */
    default Map<String, String> failureHeaders(Failure failure) {
        return Map.of();
    }

    /** Tells a failure by the last frames of a stream under way: what the clients of that call look for, however it is framed. */
    void failureFrames(Call call, Failure failure, String requestId, FrameSink sink);

    /** How chats of this dialect become those of another one; null where they cannot. */
    default @Nullable ChatCodec chat() {
        return null;
    }

    /** Headers that a request of this dialect cannot do without. */
    default Map<String, String> requestHeaders() {
        return Map.of();
    }

    /** The header in which a client of this dialect shows its key: the bare key, or after {@code Bearer} in Authorization. */
    default String keyHeader() {
        return "Authorization";
    }

    /** How its embeddings become those of another dialect; null where it has none. */
    default @Nullable OperationCodec<EmbeddingsRequest, Embeddings> embeddings() {
        return null;
    }

    /** How documents are put into order in it; null where they cannot. */
    default @Nullable OperationCodec<RerankRequest, Ranking> rerank() {
        return null;
    }

    /** How pictures are made of words in it; null where they are not. */
    default @Nullable OperationCodec<ImageRequest, Images> images() {
        return null;
    }

    /** How a text is spoken in it; null where it is not. */
    default @Nullable OperationCodec<SpeechRequest, Sound> speech() {
        return null;
    }

    /** How the tokens of a chat are counted in it; null where they cannot be. */
    default @Nullable OperationCodec<ChatRequest, Long> countTokens() {
        return null;
    }

    /** How it tells which models there are; null where it does not. */
    default @Nullable ModelList models() {
        return null;
    }

    /** What a provider of this dialect says went wrong, by an answer with such a status. Takes any JSON. */
    default Failure readFailure(int status, Json body) {
        AnswerFacts facts = new AnswerFacts();
        answerFacts(body, facts);
        String message = facts.failure();
        return Failure.told(
                message == null ? "provider: it answered with status " + status : message,
                new Failure.Origin(status, Errors.type(body), Errors.code(body)));
    }

    /** The status with which a client of this dialect is told of a failure. Anthropic's 529 is known to its own clients only. */
    default int status(Failure failure) {
        return failure.status() == 529 ? 503 : failure.status();
    }
}
