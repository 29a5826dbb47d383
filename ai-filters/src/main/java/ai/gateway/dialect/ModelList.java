package ai.gateway.dialect;

import ai.gateway.exchange.Call;
import ai.gateway.exchange.Model;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** How one dialect tells which models there are. */
public abstract class ModelList {

    private final String path;
    private final String query;
    private final String member;

    /**
     * @param path where the models are, as the dialect's SDK appends it to its base URL; one of them is below it
     * @param query with which all of them are asked for at once; empty for none
     * @param member of the answer that has them
     */
    protected ModelList(String path, String query, String member) {
        this.path = path;
        this.query = query;
        this.member = member;
    }

    /** A model as a provider describes it. Takes any JSON; null where it has no name. */
    protected abstract @Nullable Model read(Json item);

    /** One of them, as a client of this dialect takes it. */
    public abstract byte[] write(Model model);

    /** What is around the models in a list of them. */
    protected void frame(JsonWriter json, List<Model> models) {}

    public final String path() {
        return path;
    }

    public final String query() {
        return query;
    }

    /** What a provider has. Takes any JSON: some give the bare array. */
    public final List<Model> readAll(Json answer) {
        List<Model> models = new ArrayList<>();
        for (Json item : (answer.isArray() ? answer : answer.get(member)).items()) {
            Model model = read(item);
            if (model != null) {
                models.add(model);
            }
        }
        return models;
    }

    /** All of them, as a client of this dialect takes them. */
    public final byte[] write(List<Model> models) {
        JsonWriter json = new JsonWriter(4096).beginObject();
        frame(json, models);
        json.name(member).beginArray();
        models.forEach(model -> json.raw(write(model)));
        return json.endArray().endObject().toBytes();
    }

    /** The id of the model that a call asks about; empty where it asks for all; null where it asks something else. */
    public final @Nullable String asked(Call call) {
        String asked = call.apiPath();
        String collection = path.substring(path.lastIndexOf('/')); // in whichever version of the API
        int end = asked.indexOf(collection) + collection.length();
        if (end < collection.length()) {
            return null;
        }
        if (asked.length() == end) {
            return "";
        }
        return asked.charAt(end) == '/' ? Paths.decode(asked.substring(end + 1)) : null;
    }
}
