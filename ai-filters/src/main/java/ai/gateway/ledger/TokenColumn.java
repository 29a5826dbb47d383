package ai.gateway.ledger;

import ai.gateway.exchange.Usage;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * A kind of tokens, as tables and reports know it.
 *
 * @param count of that kind
 */
record TokenColumn(String name, ToLongFunction<Usage> count) {

    static final List<TokenColumn> ALL = List.of(
            new TokenColumn("input_tokens", Usage::input),
            new TokenColumn("cache_read_tokens", Usage::cacheRead),
            new TokenColumn("cache_write_tokens", Usage::cacheWrite),
            new TokenColumn("output_tokens", Usage::output),
            new TokenColumn("reasoning_tokens", Usage::reasoning),
            new TokenColumn("audio_input_tokens", Usage::audioInput),
            new TokenColumn("audio_output_tokens", Usage::audioOutput));

    long of(Usage usage) {
        return count.applyAsLong(usage);
    }
}
