package ai.gateway.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Who asks: an SDK's dialect, its path and its headers, and what makes an answer in it whole. */
enum Client {
    OPENAI(1, 2, "data: [DONE]\n\n") {
        @Override
        String head() {
            return "/v1/chat/completions HTTP/1.1\r\nUser-Agent: OpenAI/Python 2.8.1\r\n"
                    + "Authorization: Bearer sk-bench-0123456789abcdef\r\n";
        }

        @Override
        String messages() {
            return "[{\"role\":\"system\",\"content\":\"" + SYSTEM + "\"}," + QUESTION + "]";
        }
    },
    ANTHROPIC(2, 3, "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n") {
        @Override
        String head() {
            return "/v1/messages HTTP/1.1\r\nUser-Agent: Anthropic/Python 0.75.0\r\n"
                    + "X-Api-Key: sk-ant-bench-0123456789abcdef\r\nAnthropic-Version: 2023-06-01\r\n";
        }

        @Override
        String messages() {
            return "[" + QUESTION + "],\"system\":\"" + SYSTEM + "\"";
        }
    };

    /** What a lane replaces by another number in each request, where none must be as the one before. */
    static final String NUMBER = "1000000000";

    private static final String SYSTEM = "You are a helpful assistant.";
    private static final String QUESTION =
            "{\"role\":\"user\",\"content\":\"" + NUMBER + " Tell me why the sky is blue, and not green. "
                    + "Be short, and give one source that a pupil of fifteen can read in an hour.\"}";
    private static final byte[] TEXT = Upstream.TEXT.getBytes(US_ASCII);

    private final int openingEvents;
    private final int closingEvents;
    private final byte[] lastEvent;

    Client(int openingEvents, int closingEvents, String lastEvent) {
        this.openingEvents = openingEvents;
        this.closingEvents = closingEvents;
        this.lastEvent = lastEvent.getBytes(US_ASCII);
    }

    /** Who asks in this lane of {@code lanes.yml}. */
    static Client of(String lane) {
        return lane.equals("translate2") ? ANTHROPIC : OPENAI;
    }

    abstract String head();

    abstract String messages();

    byte[] request(String lane, Work work) {
        String body = "{\"model\":\"gpt-5.4-mini\",\"stream\":" + work.isStream() + ",\"temperature\":0.7,"
                + "\"max_tokens\":1024,\"messages\":" + messages() + "}";
        String request = "POST /" + lane + head() + "Host: 127.0.0.1\r\nAccept: application/json\r\n"
                + "Content-Type: application/json\r\nX-Stainless-Lang: python\r\nX-Bench: " + work.answer()
                + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        return request.getBytes(US_ASCII);
    }

    /** The events of a stream that has so many pieces of text and has not ended. */
    int eventsUpTo(int pieces) {
        return openingEvents + pieces;
    }

    /** Whether nothing is missing: all the text of a whole answer, all the events of a stream and its end. */
    boolean isWhole(Work work, AnswerParser answer) {
        if (answer.status() != 200) {
            return false;
        }
        return work.isStream()
                ? answer.events() == eventsUpTo(work.events()) + closingEvents && answer.endsWith(lastEvent)
                : answer.endsWith("}".getBytes(US_ASCII)) && answer.contains(TEXT);
    }
}
