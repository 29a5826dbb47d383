package ai.gateway.pipeline;

import io.netty.handler.codec.http.HttpHeaders;
import reactor.netty.http.client.HttpClientResponse;

/** Status and headers of an answer. */
record AnswerHead(int status, HttpHeaders headers) {

    static AnswerHead of(HttpClientResponse response) {
        return new AnswerHead(response.status().code(), response.responseHeaders());
    }
}
