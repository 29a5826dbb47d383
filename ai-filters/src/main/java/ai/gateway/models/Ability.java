package ai.gateway.models;

/** What a request may ask of a model that not every model can do. */
public enum Ability {
    TOOLS,
    TOOL_CHOICE,
    PARALLEL_TOOLS,
    VISION,
    AUDIO_INPUT,
    AUDIO_OUTPUT,
    VIDEO_INPUT,
    PDF,
    /** Answers that keep to a JSON schema. */
    SCHEMA,
    REASONING,
    PROMPT_CACHE,
    WEB_SEARCH,
    COMPUTER_USE
}
