package ai.gateway.exchange;

/** Why a model stopped. */
public enum FinishReason {
    STOP,
    LENGTH,
    TOOL_CALLS,
    CONTENT_FILTER,
    REFUSAL,
    PAUSE,
    ERROR,
    OTHER
}
