package ai.gateway.dialect.bedrock;

import ai.gateway.dialect.ChatCall;
import ai.gateway.dialect.Counts;
import ai.gateway.dialect.Dropped;
import ai.gateway.dialect.EmbeddingLimits;
import ai.gateway.dialect.Media;
import ai.gateway.dialect.OperationCodec;
import ai.gateway.dialect.ProviderOnly;
import ai.gateway.dialect.Purposes;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Embeddings;
import ai.gateway.exchange.EmbeddingsRequest;
import ai.gateway.exchange.EmbeddingsRequest.Input;
import ai.gateway.exchange.EmbeddingsRequest.Purpose;
import ai.gateway.exchange.Usage;
import ai.gateway.exchange.Vector;
import ai.gateway.exchange.Vector.Encoding;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Embeddings by InvokeModel, whose bodies are the models' own: Cohere's many texts, Titan's and Nova's one. */
final class InvokeEmbeddings extends ProviderOnly<EmbeddingsRequest, Embeddings> {

    InvokeEmbeddings() {
        super("a body of InvokeModel", "a model on Bedrock");
    }

    @Override
    public ChatCall writeRequest(EmbeddingsRequest request, String model, Traits traits) {
        Dropped dropped = new Dropped();
        JsonWriter json = new JsonWriter(512).beginObject();
        if (model.contains("cohere.")) {
            cohere(json, request);
        } else if (model.contains("nova")) {
            nova(json, only(request), request);
        } else {
            titan(json, only(request), request, dropped);
        }
        dropped.all(request.extras());
        return new ChatCall(BedrockPaths.invoke(model), "", json.endObject().toBytes(), dropped.names());
    }

    private static void cohere(JsonWriter json, EmbeddingsRequest request) {
        json.field("input_type", cohereType(request));
        boolean pictures = !request.isText();
        json.name(pictures ? "images" : "texts").beginArray();
        for (Input input : request.inputs()) {
            json.value(pictures ? picture(input) : input.text());
        }
        json.endArray().name("embedding_types").beginArray();
        request.encodings().forEach(encoding -> json.value(encoding == Encoding.BASE64 ? "float" : encoding.word()));
        json.endArray();
        if (request.dimensions() != Usage.ABSENT) {
            json.field("output_dimension", request.dimensions());
        }
        if (request.cut() != null) {
            json.field("truncate", request.cut().name());
        }
    }

    private static String picture(Input input) {
        if (input.parts().size() == 1 && input.parts().get(0) instanceof Content.Media media) {
            return Media.url(media, "image/png");
        }
        throw OperationCodec.unsayable("input", "tokens, or texts among pictures", "texts only or pictures only");
    }

    private static String cohereType(EmbeddingsRequest request) {
        Purpose purpose = request.purpose() == null ? Purpose.DOCUMENT : request.purpose();
        return request.isText() ? Purposes.toCohere(purpose) : "image";
    }

    private static String only(EmbeddingsRequest request) {
        if (request.inputs().size() != 1 || !request.isText()) {
            throw OperationCodec.unsayable("input", "more than one text, or none", "one text in a request");
        }
        return request.inputs().get(0).text();
    }

    private static void titan(JsonWriter json, String text, EmbeddingsRequest request, Dropped dropped) {
        EmbeddingLimits.floatsOr(Set.of(Encoding.BINARY), request);
        json.field("inputText", text);
        if (request.dimensions() != Usage.ABSENT) {
            json.field("dimensions", request.dimensions());
        }
        boolean binary = request.encodings().contains(Encoding.BINARY);
        if (binary) {
            json.name("embeddingTypes").beginArray().value("binary");
            if (request.encodings().contains(Encoding.FLOAT)) {
                json.value("float");
            }
            json.endArray();
        }
        notSaid(request, dropped);
    }

    private static void nova(JsonWriter json, String text, EmbeddingsRequest request) {
        EmbeddingLimits.floatsOr(Set.of(), request);
        boolean asked = request.purpose() != null && Purposes.isAsked(request.purpose());
        json.field("taskType", "SINGLE_EMBEDDING").name("singleEmbeddingParams").beginObject();
        json.field("embeddingPurpose", asked ? "GENERIC_RETRIEVAL" : "GENERIC_INDEX");
        if (request.dimensions() != Usage.ABSENT) {
            json.field("embeddingDimension", request.dimensions());
        }
        json.name("text").beginObject();
        json.field(
                "truncationMode", request.cut() == null ? "END" : request.cut().name());
        json.field("value", text).endObject().endObject();
    }

    private static void notSaid(EmbeddingsRequest request, Dropped dropped) {
        dropped.note("input_type", request.purpose() != null);
        dropped.note("truncate", request.cut() != null);
    }

    @Override
    public Embeddings readAnswer(Json answer) {
        List<Map<Encoding, String>> forms = new ArrayList<>();
        Json byType = answer.get("embeddingsByType");
        Json embeddings = answer.get("embeddings");
        one(answer.get("embedding"), Encoding.FLOAT, forms);
        one(byType.get("float"), Encoding.FLOAT, forms);
        one(byType.get("binary"), Encoding.BINARY, forms);
        int at = 0;
        for (Json item : embeddings.items()) {
            put(at++, item.isArray() ? item : item.get("embedding"), Encoding.FLOAT, forms);
        }
        for (Encoding encoding : Encoding.values()) {
            int place = 0;
            for (Json item : embeddings.get(encoding.word()).items()) {
                put(place++, item, encoding, forms);
            }
        }
        long tokens = Counts.of(answer.get("inputTextTokenCount"));
        return new Embeddings(
                answer.get("id").text(), "", forms.stream().map(Vector::new).toList(), Usage.ofInput(tokens));
    }

    private static void one(Json vector, Encoding encoding, List<Map<Encoding, String>> forms) {
        if (vector.isArray()) {
            put(0, vector, encoding, forms);
        }
    }

    private static void put(int at, Json vector, Encoding encoding, List<Map<Encoding, String>> forms) {
        while (forms.size() <= at) {
            forms.add(new EnumMap<>(Encoding.class));
        }
        forms.get(at).put(encoding, vector.toString());
    }
}
