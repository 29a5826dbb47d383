package ai.gateway.app.standin;

import ai.gateway.app.standin.Json.Obj;
import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import static ai.gateway.app.standin.Json.obj;

/** Embeddings and reranking in all dialects that have them. */
final class Embeddings {
    private Embeddings() {}

    static Object openAi(Prompt prompt) {
        boolean base64 = Json.string(prompt.body().path("encoding_format")).equals("base64");
        List<float[]> vectors = vectors(prompt, "input", "dimensions");
        List<Object> data = IntStream.range(0, vectors.size())
                .<Object>mapToObj(i -> {
                    float[] vector = vectors.get(i);
                    return obj(
                            "object", "embedding", "index", i, "embedding", base64 ? Vectors.base64(vector) : vector);
                })
                .toList();
        Object usage = obj("prompt_tokens", prompt.tokens(), "total_tokens", prompt.tokens());
        return obj("object", "list", "data", data, "model", prompt.model(), "usage", usage);
    }

    static Object cohere(Prompt prompt, String id) {
        List<float[]> vectors = vectors(prompt, "texts", "output_dimension");
        Obj byType = obj();
        prompt.body().path("embedding_types").forEach(type -> {
            if (Json.string(type).equals("base64")) {
                byType.put("base64", vectors.stream().map(Vectors::base64).toList());
            }
        });
        if (byType.isEmpty() || prompt.body().path("embedding_types").size() > 1) {
            byType.put("float", vectors);
        }
        Object meta = obj("api_version", obj("version", "2"), "billed_units", obj("input_tokens", prompt.tokens()));
        return obj().with("id", id)
                .with("texts", texts(prompt.body().path("texts")))
                .with("embeddings", byType)
                .with("meta", meta)
                .with("response_type", "embeddings_by_type");
    }

    static Object ollama(Prompt prompt) {
        return obj().with("model", prompt.model())
                .with("embeddings", vectors(prompt, "input", "dimensions"))
                .with("total_duration", 1_000_000)
                .with("load_duration", 100_000)
                .with("prompt_eval_count", prompt.tokens());
    }

    static Object gemini(Prompt prompt) {
        return obj("embedding", geminiVector(prompt.body()));
    }

    static Object geminiBatch(Prompt prompt) {
        List<Object> all = new ArrayList<>();
        prompt.body().path("requests").forEach(request -> all.add(geminiVector(request)));
        return obj("embeddings", all);
    }

    private static Object geminiVector(JsonNode request) {
        int dimensions = request.path("outputDimensionality").asInt(Vectors.DIMENSIONS);
        return obj("values", Vectors.of(PromptReader.textOf(request.path("content")), dimensions));
    }

    private static List<float[]> vectors(Prompt prompt, String texts, String dimensions) {
        int wanted = prompt.body().path(dimensions).asInt(Vectors.DIMENSIONS);
        JsonNode input = prompt.body().path(texts);
        if (input.isMissingNode()) {
            throw new Refusal(400, texts + ": missing");
        }
        return texts(input).stream().map(text -> Vectors.of(text, wanted)).toList();
    }

    /** One text, many texts, one list of token numbers, or many of those. */
    private static List<String> texts(JsonNode input) {
        if (!input.isArray() || input.path(0).isNumber()) {
            return List.of(input.isString() ? input.stringValue() : input.toString());
        }
        List<String> texts = new ArrayList<>();
        input.forEach(text -> texts.add(text.isString() ? text.stringValue() : text.toString()));
        return texts;
    }

    private record Ranked(int index, String text, double score) {}

    /** The most alike first; the api numbers stand in {@code meta} for Cohere's clients and in {@code usage} for the others. */
    static Object rerank(Prompt prompt, String id, String version) {
        JsonNode body = prompt.body();
        float[] query = Vectors.of(Json.string(body.path("query")), Vectors.DIMENSIONS);
        List<Ranked> ranked = new ArrayList<>();
        for (JsonNode document : body.path("documents")) {
            String text = PromptReader.textOf(document);
            double score = Vectors.likeness(query, Vectors.of(text, Vectors.DIMENSIONS));
            ranked.add(new Ranked(ranked.size(), text, score));
        }
        ranked.sort(Comparator.comparingDouble(Ranked::score).reversed());
        int wanted = body.path("top_n").asInt(ranked.size());
        boolean withText = body.path("return_documents").asBoolean(false);
        List<Object> results = new ArrayList<>();
        for (Ranked one : ranked.subList(0, Math.max(0, Math.min(wanted, ranked.size())))) {
            Obj result = obj("index", one.index(), "relevance_score", one.score());
            if (withText) {
                result.put("document", obj("text", one.text()));
            }
            results.add(result);
        }
        Obj answer = obj("id", id);
        answer.put("results", results);
        answer.put("meta", obj("api_version", obj("version", version), "billed_units", obj("search_units", 1)));
        if (version.equals("1")) {
            answer.put("model", prompt.model());
            answer.put("usage", obj("prompt_tokens", prompt.tokens(), "total_tokens", prompt.tokens()));
        }
        return answer;
    }
}
