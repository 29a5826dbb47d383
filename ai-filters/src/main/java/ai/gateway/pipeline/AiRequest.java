package ai.gateway.pipeline;

import ai.gateway.dialect.Dialect;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.exchange.RequestFacts;
import ai.gateway.exchange.Usage;
import ai.gateway.tokens.Choices;
import ai.gateway.tokens.PromptCount;
import ai.gateway.tokens.TokenEstimate;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonEdit;
import ai.gateway.wire.JsonException;
import ai.gateway.wire.JsonLimits;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A request as it stands: the bytes that will be sent, and one checked reading of just these bytes. Filters change it by
 * {@linkplain #edit splices}; what was not touched stays byte for byte. Parsed when somebody first asks, and again after
 * an edit.
 */
public final class AiRequest {

    private static final byte[] NOTHING = {};

    private final Dialect dialect;
    private final RequestBody.Kind kind;
    /** Whether a dialect recognised the call; what nobody knows is only looked at for a model. */
    private final boolean known;

    private final JsonLimits limits;
    private Call call;
    private byte[] bytes;
    private byte[] packed;
    private @Nullable Json json;
    private @Nullable RequestFacts facts;

    AiRequest(AiExchange exchange, RequestBody body) {
        this.dialect = exchange.dialect();
        this.call = exchange.call();
        this.known = exchange.recognised() != null;
        this.limits = exchange.settings().limits().json();
        this.kind = body.kind();
        this.bytes = body.bytes();
        this.packed = body.packed();
    }

    private AiRequest(AiRequest other) {
        this.dialect = other.dialect;
        this.kind = other.kind;
        this.known = other.known;
        this.limits = other.limits;
        this.call = other.call;
        this.bytes = other.bytes;
        this.packed = other.packed;
        this.json = other.json;
        this.facts = other.facts;
    }

    /** The same, to be changed by itself. */
    AiRequest copy() {
        return new AiRequest(this);
    }

    public Call call() {
        return call;
    }

    /** Whether this is something that filters can read and change: the JSON body of a call that we know. */
    public boolean isReadable() {
        return known && kind == RequestBody.Kind.JSON;
    }

    /** Whether this is a call that we know whose model can be read and changed, in JSON or in a form. */
    public boolean namesModel() {
        return known && (kind == RequestBody.Kind.JSON || kind == RequestBody.Kind.FORM);
    }

    /** Whether the body was read; what was not read streams through. */
    boolean isBuffered() {
        return kind != RequestBody.Kind.OPAQUE;
    }

    public boolean hasBody() {
        return kind != RequestBody.Kind.NONE;
    }

    boolean isJson() {
        return kind == RequestBody.Kind.JSON;
    }

    public byte[] bytes() {
        return bytes;
    }

    /** The body as others in this gateway may read it once more: as it came, until it was changed. */
    byte[] replay() {
        return packed;
    }

    /** The body, checked. Throws the failure that the client is told when it is not strict JSON. */
    public Json json() {
        Json parsed = json;
        if (parsed == null) {
            parsed = parse();
            json = parsed;
        }
        return parsed;
    }

    /** What the request asks for; throws the failure that the client is told when a field has the wrong type. */
    public RequestFacts facts() {
        RequestFacts known = facts;
        if (known == null) {
            known = readFacts();
            facts = known;
        }
        return known;
    }

    /** Whether the answer is to come in pieces, as the path or the body says. */
    public boolean isStream() {
        return Boolean.TRUE.equals(call.stream()) || facts().stream();
    }

    public @Nullable String model() {
        return facts().model();
    }

    /** How many tokens the texts of the prompt have, estimated, whatever the model: for routing and balancing. */
    public long promptTokens() {
        TokenEstimate estimate = new TokenEstimate();
        if (isReadable()) {
            dialect.promptTexts(call, json(), (role, choice, text) -> estimate.add(text));
        }
        return estimate.tokens();
    }

    /**
     * Counts all of the prompt for one model: texts, turns, tools, pictures and files, as far as it is JSON that we know. What {@linkplain PromptCount#isBig is big} is
     * better counted off the event loop.
     *
     * @param provider id of who is asked; null where it is not known yet
     * @param model as that provider calls it; null where it is not known
     */
    public PromptCount promptCount(@Nullable String provider, @Nullable String model) {
        return PromptCount.of(call, isReadable() ? json() : Json.MISSING, provider, model);
    }

    /** How many answers to the one prompt are asked for, or thought of: each may be as long as the cap. */
    public long choices() {
        return isReadable() ? Choices.of(json()) : 1;
    }

    /**
     * Caps the output, of all choices together: a cap that is lower stays, a higher one is lowered, and where there is none
     * it is put where the dialect and the model look for it. Nothing is changed in what has no output of tokens.
     *
     * @param model who will be asked; null where it is not known
     */
    public void capOutput(long most, @Nullable String model) {
        long each = Math.max(1, most / choices());
        long said = isReadable() && call.operation().isWritten() ? facts().maxOutput() : 0;
        if (said == Usage.ABSENT || said > each) {
            put(dialect.capPath(call, json(), model), Long.toString(each));
        }
    }

    /** Replaces parts of the body. */
    public void edit(JsonEdit edit) {
        if (edit.isEmpty()) {
            return;
        }
        change(edit.toBytes());
    }

    /** What it says of a parameter, at the place where its dialect keeps it. */
    public Json parameter(String name) {
        Json value = json();
        for (String member : dialect.parameterPath(name).split("\\.", -1)) {
            value = value.get(member);
        }
        return value;
    }

    /**
     * Sets a parameter at that place, and makes on the way the objects that are not there.
     *
     * @param value as JSON
     */
    public void set(String name, String value) {
        put(dialect.parameterPath(name), value);
    }

    private void put(String path, String value) {
        List<String> names = new ArrayList<>(List.of(path.split("\\.", -1)));
        Json object = json();
        while (names.size() > 1 && object.get(names.get(0)).isObject()) {
            object = object.get(names.remove(0));
        }
        String put = value;
        for (int i = names.size() - 1; i > 0; i--) {
            put = "{" + JsonWriter.quote(names.get(i)) + ":" + put + "}";
        }
        edit(JsonEdit.of(json()).put(object, names.get(0), put));
    }

    /** Asks another model, wherever this dialect names it. */
    public void askModel(String model) {
        Call renamed = dialect.withModel(call, model);
        if (!renamed.equals(call)) {
            call = renamed;
            facts = null;
        } else {
            nameModel(model);
        }
    }

    /** Names the model in the body, whether or not the path names it too. */
    void nameModel(String model) {
        if (kind == RequestBody.Kind.FORM) {
            change(MultipartForm.put(bytes, "model", model));
        } else if (kind == RequestBody.Kind.JSON) {
            JsonEdit edit = JsonEdit.of(json());
            dialect.withModel(call, json(), model, edit);
            edit(edit);
        }
    }

    /** Lets the body go: it was sent, and cannot be asked for again. */
    void forget() {
        bytes = NOTHING;
        packed = NOTHING;
        json = null;
    }

    private void change(byte[] changed) {
        bytes = changed;
        packed = changed;
        json = null;
        facts = null;
    }

    private Json parse() {
        try {
            return Json.parse(bytes, 0, bytes.length, limits);
        } catch (JsonException e) {
            throw new Failure(FailureCode.INVALID_JSON, "body: " + e.getMessage(), e.pointer()).asException();
        }
    }

    private RequestFacts readFacts() {
        return switch (kind) {
            case JSON -> known ? dialect.facts(call, json()) : plain(namedModel());
            case FORM -> plain(call.model() != null ? call.model() : MultipartForm.value(bytes, "model"));
            case OPAQUE, NONE -> plain(call.model());
        };
    }

    private @Nullable String namedModel() {
        Json model = json().get("model");
        return model.isString() ? model.text() : null;
    }

    private RequestFacts plain(@Nullable String model) {
        return new RequestFacts(model, false, Usage.ABSENT, false, Set.of());
    }
}
