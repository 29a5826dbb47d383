package ai.gateway.dialect;

import ai.gateway.dialect.Spoken.Request;
import ai.gateway.exchange.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Which dialect a head is in, and what call it makes: one table for all, as they share paths. */
class RecogniseTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(nullValues = "-", textBlock = """
            /v1/chat/completions,                          openai,    CHAT,          /chat/completions,        -
            /chat/completions,                             openai,    CHAT,          /chat/completions,        -
            /v1/chat/completions/,                         openai,    CHAT,          /chat/completions/,       -
            /models/chat/completions,                      openai,    CHAT,          /chat/completions,        -
            /v1beta/openai/chat/completions,               openai,    CHAT,          /chat/completions,        -
            /api/paas/v4/chat/completions,                 openai,    CHAT,          /chat/completions,        -
            /v1/chat/completions/chatcmpl-1,               openai,    OTHER,         /chat/completions/chatcmpl-1, -
            /openai/deployments/my%20d/chat/completions,   openai,    CHAT,          /chat/completions,        my d
            //openai/deployments/d/completions,            openai,    COMPLETION,    /completions,             d
            /x/openai/deployments/d/embeddings,            openai,    EMBEDDINGS,    /embeddings,              d
            /openai/v1/embeddings,                         openai,    EMBEDDINGS,    /embeddings,              -
            /openai/embeddings,                            openai,    EMBEDDINGS,    /embeddings,              -
            /v1/completions,                               openai,    COMPLETION,    /completions,             -
            /v1/images/generations,                        openai,    IMAGE,         /images/generations,      -
            /v1/audio/speech,                              openai,    SPEECH,        /audio/speech,            -
            /v1/audio/transcriptions,                      openai,    TRANSCRIPTION, /audio/transcriptions,    -
            /v1/audio/translations,                        openai,    TRANSCRIPTION, /audio/translations,      -
            /v1/moderations,                               openai,    MODERATION,    /moderations,             -
            /v1/files,                                     openai,    FILES,         /files,                   -
            /v1/uploads/u/parts,                           openai,    FILES,         /uploads/u/parts,         -
            /v1/batches/b/cancel,                          openai,    BATCHES,       /batches/b/cancel,        -
            /v1/fine_tuning/jobs,                          openai,    OTHER,         /fine_tuning/jobs,        -
            /v1/threads/t/messages,                        openai,    OTHER,         /threads/t/messages,      -
            /v1/rerank,                                    openai,    RERANK,        /rerank,                  -
            /rerank,                                       openai,    RERANK,        /rerank,                  -
            /v1/responses,                                 responses, CHAT,          /responses,               -
            /responses,                                    responses, CHAT,          /responses,               -
            /openai/responses,                             responses, CHAT,          /responses,               -
            /v1/responses/input_tokens,                    responses, COUNT_TOKENS,  /responses/input_tokens,  -
            /v1/responses/compact,                         responses, OTHER,         /responses/compact,       -
            /v1/messages,                                  anthropic, CHAT,          /v1/messages,             -
            /v1/messages/count_tokens,                     anthropic, COUNT_TOKENS,  /v1/messages/count_tokens, -
            /a/v1/messages/batches/b/results,              anthropic, BATCHES,       /v1/messages/batches/b/results, -
            /v1/complete,                                  anthropic, COMPLETION,    /v1/complete,             -
            /v1/projects/p/locations/l/publishers/anthropic/models/c@1:streamRawPredict, anthropic, CHAT, /v1/projects/p/locations/l/publishers/anthropic/models/c@1:streamRawPredict, c@1
            /v1/projects/p/locations/l/publishers/anthropic/models/count-tokens:rawPredict, anthropic, COUNT_TOKENS, /v1/projects/p/locations/l/publishers/anthropic/models/count-tokens:rawPredict, -
            /v1/models/g:generateContent,                  gemini,    CHAT,          /v1/models/g:generateContent, g
            /p/v1beta/models/org%2Fg:embedContent,         gemini,    EMBEDDINGS,    /v1beta/models/org%2Fg:embedContent, org/g
            /v1beta/models/org/g:countTokens,              gemini,    COUNT_TOKENS,  /v1beta/models/org/g:countTokens, org/g
            /v1alpha/tunedModels/t:generateContent,        gemini,    CHAT,          /v1alpha/tunedModels/t:generateContent, tunedModels/t
            /v1beta1/projects/p/locations/l/publishers/google/models/g:generateContent, gemini, CHAT, /v1beta1/projects/p/locations/l/publishers/google/models/g:generateContent, g
            /v1/projects/p/locations/l/endpoints/7:generateContent, gemini, CHAT, /v1/projects/p/locations/l/endpoints/7:generateContent, 7
            /v1/projects/p/locations/l/endpoints/openapi/chat/completions, openai, CHAT, /chat/completions, -
            /upload/v1beta/files,                          gemini,    FILES,         /upload/v1beta/files,     -
            /v1beta/batches/b,                             gemini,    BATCHES,       /v1beta/batches/b,        -
            /v1beta/cachedContents,                        gemini,    OTHER,         /v1beta/cachedContents,   -
            /model/us.a.c-v1%3A0/converse,                 bedrock,   CHAT,          /model/us.a.c-v1%3A0/converse, us.a.c-v1:0
            /x/model/arn%3Aaws%3Abedrock%3A%2Fp/invoke,    bedrock,   COMPLETION,    /model/arn%3Aaws%3Abedrock%3A%2Fp/invoke, arn:aws:bedrock:/p
            /model/amazon.titan-embed-v2/invoke,           bedrock,   EMBEDDINGS,    /model/amazon.titan-embed-v2/invoke, amazon.titan-embed-v2
            /model/m/count-tokens,                         bedrock,   COUNT_TOKENS,  /model/m/count-tokens,    m
            /guardrail/g/version/1/apply,                  bedrock,   OTHER,         /guardrail/g/version/1/apply, -
            /v1/chat,                                      cohere,    CHAT,          /v1/chat,                 -
            /v2/embed,                                     cohere,    EMBEDDINGS,    /v2/embed,                -
            /v2/rerank,                                    cohere,    RERANK,        /v2/rerank,               -
            /v1/tokenize,                                  cohere,    OTHER,         /v1/tokenize,             -
            /api/generate,                                 ollama,    COMPLETION,    /api/generate,            -
            /o/api/embeddings,                             ollama,    EMBEDDINGS,    /api/embeddings,          -
            /api/v1/embeddings,                            openai,    EMBEDDINGS,    /embeddings,              -
            /api/show,                                     ollama,    MODELS,        /api/show,                -
            """)
    void recognise_postedPath_isOneCall(String path, String dialect, String operation, String apiPath, String model) {
        Call call = one(Request.post(path));
        assertThat(call).isNotNull();
        assertThat(call.dialect()).isEqualTo(dialect);
        assertThat(call.operation()).hasToString(operation);
        assertThat(call.apiPath()).isEqualTo(apiPath);
        assertThat(call.model()).isEqualTo(model);
    }

    @ParameterizedTest(name = "{1} with {0}")
    @CsvSource(textBlock = """
            x-none,            /v1/models,      openai,    MODELS
            x-none,            /models,         openai,    MODELS
            x-none,            /v1/models/ft:g:org, openai, MODELS
            anthropic-version, /v1/models,      anthropic, MODELS
            x-goog-api-key,    /v1/models,      gemini,    MODELS
            x-none,            /v1beta/models,  gemini,    MODELS
            x-none,            /v1/files/f,     openai,    FILES
            anthropic-version, /v1/files/f,     anthropic, FILES
            x-goog-api-key,    /v1/files/f,     gemini,    FILES
            x-goog-api-key,    /v1/batches,     gemini,    BATCHES
            x-none,            /v1/responses/r, responses, OTHER
            x-none,            /api/tags,       ollama,    MODELS
            """)
    void recognise_sharedPath_isDecidedByTheHeader(String header, String path, String dialect, String operation) {
        Call call = one(new Request("GET", path, Map.of(header, "1")));
        assertThat(call).isNotNull();
        assertThat(call.dialect()).isEqualTo(dialect);
        assertThat(call.operation()).hasToString(operation);
    }

    @Test
    void recognise_rerankByCoheresClient_isCohere() {
        Call call = one(new Request("POST", "/v1/rerank", Map.of("x-fern-sdk-name", "cohere")));
        assertThat(call).isNotNull();
        assertThat(call.dialect()).isEqualTo("cohere");
        assertThat(call.apiPath()).isEqualTo("/v1/rerank");
    }

    @Test
    void recognise_pathOfNone_isNull() {
        for (String path : List.of(
                "/v1/ocr",
                "/v1/tts",
                "/files",
                "/foo/embeddings",
                "/v1/realtime",
                "/api/users",
                "/v1/models/x",
                "/v1/models/g:",
                "/team/models",
                "/v1beta/unknown",
                "/model/m/other",
                "/v1/chat/x")) {
            assertThat(one(Request.post(path))).as(path).isNull();
        }
    }

    @Test
    void withModel_pathThatNamesAModel_namesTheOther() {
        assertThat(moved("/v1beta/tunedModels/t:generateContent", "g")).isEqualTo("/v1beta/models/g:generateContent");
        assertThat(moved("/v1beta/models/g:generateContent", "tunedModels/t"))
                .isEqualTo("/v1beta/tunedModels/t:generateContent");
        assertThat(moved("/v1beta/models/g:generateContent", "models/h")).isEqualTo("/v1beta/models/h:generateContent");
        assertThat(moved("/v1/projects/p/locations/l/endpoints/7:generateContent", "g"))
                .isEqualTo("/v1/projects/p/locations/l/publishers/google/models/g:generateContent");
        assertThat(moved("/v1/projects/p/locations/l/publishers/anthropic/models/c@1:rawPredict", "d@2"))
                .isEqualTo("/v1/projects/p/locations/l/publishers/anthropic/models/d@2:rawPredict");
        assertThat(moved("/model/m/converse", "arn:x/y")).isEqualTo("/model/arn%3Ax%2Fy/converse");
        assertThat(moved("/model/m/converse", "..")).isEqualTo("/model/%2E%2E/converse");
        assertThat(moved("/openai/deployments/d/chat/completions", "e")).isEqualTo("/chat/completions");
    }

    private static String moved(String path, String model) {
        Call call = one(Request.post(path));
        assertThat(call).isNotNull();
        Call other = Spoken.dialect(call.dialect()).withModel(call, model);
        assertThat(other.model()).isEqualTo(model);
        return other.apiPath();
    }

    /** The call, of whichever dialect: no two may claim the same head. */
    private static Call one(Request head) {
        List<Call> calls = Spoken.ALL.stream()
                .map(dialect -> dialect.recognise(head))
                .filter(call -> call != null)
                .toList();
        assertThat(calls).as(head.toString()).hasSizeLessThan(2);
        return calls.isEmpty() ? null : calls.get(0);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "/v1/chat/completions, /v1/chat/completions",
        "/v1/chat/completion%73, /v1/chat/completions",
        "/%761/%63hat%2Fcompletions, /v1/chat%2Fcompletions",
        "/model/a%3Ab%2Fc/converse, /model/a%3Ab%2Fc/converse",
        "/x%7E%2e%2D, /x~.-",
        "/cut%6, /cut%6",
        "/no%zz%, /no%zz%",
        "/twice%2573, /twice%2573"
    })
    void plain_escapedPath_hasItsLettersAsSuch(String path, String plain) {
        assertThat(Paths.plain(path)).isEqualTo(plain);
    }
}
