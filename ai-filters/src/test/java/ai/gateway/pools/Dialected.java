package ai.gateway.pools;

import ai.gateway.dialect.Dialects;
import ai.gateway.dialect.anthropic.AnthropicDialect;
import ai.gateway.dialect.bedrock.BedrockDialect;
import ai.gateway.dialect.cohere.CohereDialect;
import ai.gateway.dialect.gemini.GeminiDialect;
import ai.gateway.dialect.ollama.OllamaDialect;
import ai.gateway.dialect.openai.OpenAiDialect;
import ai.gateway.dialect.responses.ResponsesDialect;

import java.util.List;

/** All dialects. */
final class Dialected {

    static final Dialects ALL = new Dialects(List.of(
            new OpenAiDialect(),
            new ResponsesDialect(),
            new AnthropicDialect(),
            new GeminiDialect(),
            new BedrockDialect(),
            new CohereDialect(),
            new OllamaDialect()));

    private Dialected() {}
}
