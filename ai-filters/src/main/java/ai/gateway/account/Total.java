package ai.gateway.account;

import ai.gateway.exchange.Usage;

/**
 * What a call came to, all attempts together.
 *
 * @param from where its price is from, in a word
 * @param estimated whether some of the usage is a guess
 */
record Total(Usage usage, long nanoUsd, String from, boolean estimated, int attempts) {}
