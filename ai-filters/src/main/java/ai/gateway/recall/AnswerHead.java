package ai.gateway.recall;

import io.netty.handler.codec.http.HttpHeaders;

/** Status and headers of an answer. */
public record AnswerHead(int status, HttpHeaders headers) {}
