package ai.gateway.tokens;

import ai.gateway.exchange.Modality;
import ai.gateway.wire.Json;

/** Is shown what of a request a model will read, in the order in which it stands there. */
interface PromptSink {

    /** A turn of the conversation begins. */
    void message();

    /** A turn that is a bare text, or one of several inputs. */
    default void turn(Json text) {
        message();
        text(text);
    }

    /** A text, or several in an array of texts or of tokens. */
    void text(Json text);

    /** The name of a speaker, of a function called, of a document. */
    void name(Json name);

    /** What a tool was called with: an object, or its JSON in a string. */
    void arguments(Json arguments);

    /** JSON that is read as it is, such as what a tool has answered. */
    void data(Json data);

    /** What the model may call: one tool, in whatever way the dialect describes it. */
    void tool(Json tool);

    /** The schema that the answer must keep to, with its name where it has one. */
    void schema(Json format);

    /**
     * A picture, sound, film or file.
     *
     * @param source a string: the thing in base64, a data URL or an address
     * @param detail how closely it is to be looked at; MISSING where it is not said
     */
    void media(Modality kind, Json source, Json detail);

    /** The model is asked to think before it answers, which some are told in words. */
    default void thinks() {}

    /** Something that the provider has and this request only points at. */
    void points();
}
