package ai.gateway.exchange;

/** A kind of content that a request carries or asks for. */
public enum Modality {
    TEXT,
    IMAGE,
    AUDIO,
    VIDEO,
    FILE
}
