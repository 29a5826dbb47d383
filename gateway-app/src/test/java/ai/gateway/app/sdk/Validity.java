package ai.gateway.app.sdk;

import com.anthropic.models.messages.MessageCreateParams;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.responses.ResponseCreateParams;

/** Whether a body is one that the vendor's own types take for valid, where the SDK can tell. */
final class Validity {

    private Validity() {}

    static void check(Provider provider, String body) {
        switch (provider) {
            case OPENAI -> openAi(body, ChatCompletionCreateParams.Body.class).validate();
            case RESPONSES -> openAi(body, ResponseCreateParams.Body.class).validate();
            case ANTHROPIC -> anthropic(body).validate();
            case GEMINI, BEDROCK, COHERE, OLLAMA -> {}
        }
    }

    private static <T> T openAi(String body, Class<T> type) {
        try {
            return com.openai.core.ObjectMappers.jsonMapper().readValue(body, type);
        } catch (java.io.IOException invalid) {
            throw new AssertionError(body, invalid);
        }
    }

    private static MessageCreateParams.Body anthropic(String body) {
        try {
            return com.anthropic.core.ObjectMappers.jsonMapper().readValue(body, MessageCreateParams.Body.class);
        } catch (java.io.IOException invalid) {
            throw new AssertionError(body, invalid);
        }
    }
}
