package ai.gateway.dialect.cohere;

import ai.gateway.dialect.ChatCall;
import ai.gateway.dialect.Counts;
import ai.gateway.dialect.Dropped;
import ai.gateway.dialect.Fields;
import ai.gateway.dialect.Media;
import ai.gateway.dialect.OperationCodec;
import ai.gateway.dialect.Parameters;
import ai.gateway.dialect.Purposes;
import ai.gateway.dialect.Traits;
import ai.gateway.dialect.Vectors;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Embeddings;
import ai.gateway.exchange.EmbeddingsRequest;
import ai.gateway.exchange.EmbeddingsRequest.Cut;
import ai.gateway.exchange.EmbeddingsRequest.Input;
import ai.gateway.exchange.EmbeddingsRequest.Purpose;
import ai.gateway.exchange.Modality;
import ai.gateway.exchange.Usage;
import ai.gateway.exchange.Vector;
import ai.gateway.exchange.Vector.Encoding;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Embeddings of the second version: texts, pictures, or both in one; many encodings at once. */
final class CohereEmbeddings implements OperationCodec<EmbeddingsRequest, Embeddings> {

    private static final String PATH = "/v2/embed";
    private static final Set<String> KNOWN = Set.of(
            "model", "texts", "images", "inputs", "input_type", "embedding_types", "output_dimension", "truncate");

    @Override
    public EmbeddingsRequest readRequest(Call call, Json body) {
        List<Input> inputs = new ArrayList<>();
        Fields.strings(body, "texts").forEach(text -> inputs.add(Input.of(Content.Text.of(text))));
        Fields.strings(body, "images").forEach(url -> inputs.add(Input.of(picture(url))));
        for (Json input : Fields.array(body, "inputs").items()) {
            inputs.add(parts(Fields.requiredArray(Fields.object(input), "content")));
        }
        if (inputs.isEmpty()) {
            throw Fields.absent(body, "texts", "an array of strings");
        }
        return new EmbeddingsRequest(
                CohereDialect.ID,
                Fields.model(call, body),
                inputs,
                Purposes.read(Fields.string(body, "input_type")),
                Fields.count(body, "output_dimension"),
                encodings(body),
                cut(body),
                Fields.rest(body, KNOWN));
    }

    private static Content picture(String url) {
        return Media.ofUrl(Modality.IMAGE, url, null, Notes.NONE);
    }

    private static Input parts(Json content) {
        List<Content> parts = new ArrayList<>();
        for (Json part : content.items()) {
            String text = Fields.string(Fields.object(part), "text");
            Json image = Fields.object(part, "image_url");
            parts.add(text != null ? Content.Text.of(text) : picture(Fields.requiredString(image, "url")));
        }
        return new Input(parts, List.of());
    }

    private static List<Encoding> encodings(Json body) {
        List<Encoding> encodings = new ArrayList<>();
        for (Json type : Fields.array(body, "embedding_types").items()) {
            try {
                encodings.add(Encoding.valueOf(type.text().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException unknown) {
                throw Fields.wrong(type, "float, base64, int8, uint8, binary or ubinary");
            }
        }
        return encodings.isEmpty() ? List.of(Encoding.FLOAT) : encodings;
    }

    private static @Nullable Cut cut(Json body) {
        String word = Fields.string(body, "truncate");
        try {
            return word == null ? null : Cut.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw Fields.wrong(body.get("truncate"), "NONE, START or END");
        }
    }

    @Override
    public ChatCall writeRequest(EmbeddingsRequest request, String model, Traits traits) {
        Dropped dropped = new Dropped();
        JsonWriter json = new JsonWriter(512).beginObject().field("model", model);
        json.field("input_type", inputType(request, dropped));
        inputs(json, request);
        json.name("embedding_types").beginArray();
        for (Encoding encoding : request.encodings()) {
            json.value(encoding.word());
        }
        json.endArray();
        new Parameters(json, traits, dropped).count("output_dimension", request.dimensions());
        if (request.cut() != null) {
            json.field("truncate", request.cut().name());
        }
        dropped.all(request.extras());
        return new ChatCall(PATH, "", json.endObject().toBytes(), dropped.names());
    }

    /** The API demands one; who does not say what for is taken to fill an index. */
    private static String inputType(EmbeddingsRequest request, Dropped dropped) {
        if (request.purpose() == null) {
            boolean pictures = request.inputs().stream()
                    .allMatch(
                            input -> input.parts().size() == 1 && input.parts().get(0) instanceof Content.Media);
            return pictures ? "image" : Purposes.toCohere(Purpose.DOCUMENT);
        }
        dropped.note("input_type", request.purpose() == Purpose.SIMILARITY);
        return Purposes.toCohere(request.purpose());
    }

    private static void inputs(JsonWriter json, EmbeddingsRequest request) {
        if (request.isText()) {
            json.name("texts").beginArray();
            request.inputs().forEach(input -> json.value(input.text()));
            json.endArray();
            return;
        }
        json.name("inputs").beginArray();
        for (Input input : request.inputs()) {
            if (!input.tokens().isEmpty()) {
                throw OperationCodec.unsayable("input", "tokens", "texts");
            }
            json.beginObject().name("content").beginArray();
            input.parts().forEach(part -> part(json, part));
            json.endArray().endObject();
        }
        json.endArray();
    }

    private static void part(JsonWriter json, Content part) {
        json.beginObject();
        if (part instanceof Content.Media media) {
            json.field("type", "image_url").name("image_url").beginObject();
            json.field("url", Media.url(media, "image/png")).endObject();
        } else {
            json.field("type", "text").field("text", part.flow());
        }
        json.endObject();
    }

    @Override
    public Embeddings readAnswer(Json answer) {
        List<Map<Encoding, String>> forms = new ArrayList<>();
        Json embeddings = answer.get("embeddings");
        collect(embeddings, Encoding.FLOAT, forms); // as the first version has them
        for (Encoding encoding : Encoding.values()) {
            collect(embeddings.get(encoding.word()), encoding, forms);
        }
        Json billed = answer.get("meta").get("billed_units");
        return new Embeddings(
                answer.get("id").text(),
                "",
                forms.stream().map(Vector::new).toList(),
                Usage.ofInput(Counts.of(billed.get("input_tokens"))));
    }

    private static void collect(Json vectors, Encoding encoding, List<Map<Encoding, String>> forms) {
        int at = 0;
        for (Json vector : vectors.items()) {
            if (at == forms.size()) {
                forms.add(new EnumMap<>(Encoding.class));
            }
            forms.get(at++).put(encoding, encoding == Encoding.BASE64 ? vector.text() : vector.toString());
        }
    }

    @Override
    public byte[] writeAnswer(Embeddings answer, Question<EmbeddingsRequest> asked) {
        answer.requireFor(asked.request());
        JsonWriter json = new JsonWriter(4096).beginObject();
        json.field("id", answer.id().isEmpty() ? asked.id() : answer.id());
        boolean first = CoherePaths.isFirstVersion(asked.call());
        json.name("embeddings");
        if (first && asked.request().encodings().equals(List.of(Encoding.FLOAT))) {
            Vectors.write(json, answer, Encoding.FLOAT);
            json.field("response_type", "embeddings_floats");
        } else {
            json.beginObject();
            for (Encoding encoding : asked.request().encodings()) {
                json.name(encoding.word());
                Vectors.write(json, answer, encoding);
            }
            json.endObject().field("response_type", "embeddings_by_type");
        }
        json.name("texts").beginArray();
        asked.request().inputs().stream().filter(Input::isText).forEach(input -> json.value(input.text()));
        json.endArray().name("meta").beginObject().name("api_version").beginObject();
        json.field("version", first ? "1" : "2").endObject();
        json.name("billed_units")
                .beginObject()
                .field("input_tokens", answer.usage().prompt());
        return json.endObject().endObject().endObject().toBytes();
    }
}
