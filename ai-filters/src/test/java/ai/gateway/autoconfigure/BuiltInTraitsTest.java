package ai.gateway.autoconfigure;

import ai.gateway.dialect.ChatCall;
import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.Dialects;
import ai.gateway.dialect.OperationCodec;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.Operation;
import ai.gateway.provider.Catalogue;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import java.util.Objects;
import java.util.function.Function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Requests other than chats, as the built-in providers take them. */
class BuiltInTraitsTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    private final Dialects dialects = new PipelineAutoConfiguration().aiDialects();
    private final Catalogue catalogue = Configured.by("").catalogue();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            voyage  | search_document | 'output_dimension':9,'input_type':'document'                      | ""
            nvidia  | search_document | 'dimensions':9,'encoding_format':'float','input_type':'passage'   | ""
            nvidia  | search_query    | 'dimensions':9,'encoding_format':'float','input_type':'query'     | ""
            mistral | search_query    | 'output_dimension':9,'encoding_format':'float'                    | input_type
            openai  | search_query    | 'dimensions':9,'encoding_format':'float'                          | input_type
            """)
    void embeddings_ofCoheresClient_areWhatTheProviderTakes(
            String provider, String purpose, String members, String told) {
        String asked = "{'texts':['a'],'input_type':'%s','output_dimension':9,'embedding_types':['float']}";
        ChatCall written = written(provider, "openai", Dialect::embeddings, asked.formatted(purpose));
        assertBody(written, "{'model':'m','input':['a']," + members + "}");
        assertThat(String.join(", ", written.dropped())).isEqualTo(told);
    }

    @Test
    void embeddings_manyForVertex_arePredicted() {
        String asked = "{'texts':['a','b'],'input_type':'search_query','embedding_types':['float']}";
        ChatCall written = written("vertex", "gemini", Dialect::embeddings, asked);
        assertThat(written.apiPath()).isEqualTo("/v1beta/models/m:predict");
        assertBody(
                written,
                "{'instances':[{'content':'a','task_type':'RETRIEVAL_QUERY'},{'content':'b','task_type':'RETRIEVAL_QUERY'}],"
                        + "'parameters':{}}");
    }

    @Test
    void rerank_ofCoheresClient_isWhatVoyageTakes() {
        ChatCall written =
                written("voyage", "openai", Dialect::rerank, "{'query':'q','documents':['a','b'],'top_n':1}");
        assertBody(written, "{'model':'m','query':'q','documents':['a','b'],'top_k':1,'return_documents':false}");
    }

    private <Q, A> ChatCall written(
            String provider, String spoken, Function<Dialect, @Nullable OperationCodec<Q, A>> operation, String body) {
        Traits traits = catalogue.get(provider).traits();
        OperationCodec<Q, A> client = Objects.requireNonNull(operation.apply(dialects.get("cohere")));
        Call call = Call.of("cohere", Operation.OTHER, "/v2");
        Q asked = client.readRequest(call, Json.parse(body.replace('\'', '"').getBytes(UTF_8)));
        return Objects.requireNonNull(operation.apply(dialects.get(spoken))).writeRequest(asked, "m", traits);
    }

    private static void assertBody(ChatCall written, String body) {
        assertThat(MAPPER.readTree(written.body())).isEqualTo(MAPPER.readTree(body.replace('\'', '"')));
    }
}
