package ai.gateway.app.faults;

import ai.gateway.testing.Script;

/** How the clients of one dialect ask, and what a healthy provider of that dialect answers. */
enum Wire {
    OPENAI {
        @Override
        String path(boolean stream) {
            return "/v1/chat/completions";
        }

        @Override
        String request(String model, boolean stream) {
            return "{\"model\":\"" + model + "\",\"stream\":" + stream
                    + ",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        }

        @Override
        String json() {
            return "{\"id\":\"c1\",\"object\":\"chat.completion\",\"model\":\"gpt-x\",\"choices\":[{\"index\":0,"
                    + "\"message\":{\"role\":\"assistant\",\"content\":\"hello\"},\"finish_reason\":\"stop\"}],"
                    + "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,\"total_tokens\":10}}";
        }

        @Override
        String[] events() {
            return new String[] {
                "{\"id\":\"c1\",\"model\":\"gpt-x\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"hel\"}}],"
                        + "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":1}}",
                "{\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"lo\"},\"finish_reason\":\"stop\"}]}",
                "{\"id\":\"c1\",\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3}}",
                "[DONE]"
            };
        }
    },
    ANTHROPIC {
        @Override
        String path(boolean stream) {
            return "/v1/messages";
        }

        @Override
        String request(String model, boolean stream) {
            return "{\"model\":\"" + model + "\",\"max_tokens\":50,\"stream\":" + stream
                    + ",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        }

        @Override
        String json() {
            return "{\"id\":\"m1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-x\",\"content\":"
                    + "[{\"type\":\"text\",\"text\":\"hello\"}],\"stop_reason\":\"end_turn\","
                    + "\"usage\":{\"input_tokens\":7,\"output_tokens\":3}}";
        }

        @Override
        String[] events() {
            return new String[] {
                "{\"type\":\"message_start\",\"message\":{\"id\":\"m1\",\"type\":\"message\",\"role\":\"assistant\","
                        + "\"model\":\"claude-x\",\"content\":[],\"usage\":{\"input_tokens\":7,\"output_tokens\":1}}}",
                "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"hello\"}}",
                "{\"type\":\"content_block_stop\",\"index\":0}",
                "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":3}}",
                "{\"type\":\"message_stop\"}"
            };
        }
    },
    GEMINI {
        @Override
        String path(boolean stream) {
            return stream
                    ? "/v1beta/models/{model}:streamGenerateContent?alt=sse"
                    : "/v1beta/models/{model}:generateContent";
        }

        @Override
        String request(String model, boolean stream) {
            return "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"hi\"}]}]}";
        }

        @Override
        String json() {
            return "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"hello\"}]},"
                    + "\"finishReason\":\"STOP\",\"index\":0}],\"usageMetadata\":{\"promptTokenCount\":7,"
                    + "\"candidatesTokenCount\":3,\"totalTokenCount\":10},\"modelVersion\":\"gemini-x\"}";
        }

        @Override
        String[] events() {
            return new String[] {
                "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"hel\"}]},\"index\":0}],"
                        + "\"usageMetadata\":{\"promptTokenCount\":7,\"candidatesTokenCount\":1},"
                        + "\"modelVersion\":\"gemini-x\"}",
                json()
            };
        }
    };

    /** Where its SDK sends to; {@code {model}} stands for the model's name. */
    abstract String path(boolean stream);

    abstract String request(String model, boolean stream);

    /** A whole answer with 7 tokens in and 3 out. */
    abstract String json();

    /** The same as a stream, whose first event says 7 in and 1 out. */
    abstract String[] events();

    /** The provider that speaks this dialect, as the tests configure it. */
    String provider() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    String path(String provider, boolean stream) {
        return path(stream).replace("{model}", provider + "/m-x");
    }

    String request(boolean stream) {
        return request(provider() + "/m-x", stream);
    }

    Script healthy(boolean stream) {
        return stream ? Script.sse(events()) : Script.json(200, json());
    }
}
