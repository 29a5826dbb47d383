package ai.gateway.dialect;

import ai.gateway.exchange.Call;
import ai.gateway.exchange.Model;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** How one dialect tells which models there are. */
public interface ModelLists {

    /** Where to ask for all of them, raw, with the query; the dialect's SDK would append it to its base URL. */
    String path();

    /** What a provider has. Takes any JSON. */
    List<Model> read(Json answer);

    /** The id of the model that a call asks about; empty where it asks for all; null where it asks something else. */
    @Nullable
    String asked(Call call);

    /** All of them, as a client of this dialect takes them. */
    byte[] write(List<Model> models);

    /** One of them. */
    byte[] write(Model model);

    /** The model behind {@code /models/} in a path that ends with {@code /models} for all of them. */
    static @Nullable String behind(String collection, Call call) {
        String path = call.apiPath();
        int at = path.indexOf(collection);
        if (at < 0) {
            return null;
        }
        int end = at + collection.length();
        if (path.length() == end) {
            return "";
        }
        return path.charAt(end) == '/' ? Paths.decode(path.substring(end + 1)) : null;
    }
}
