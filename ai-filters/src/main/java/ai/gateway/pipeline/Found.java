package ai.gateway.pipeline;

import ai.gateway.recall.Kept;
import ai.gateway.recall.Pace;

/**
 * An answer that was kept.
 *
 * @param how in a word: hit, semantic
 * @param ageSeconds since it came
 * @param score how near its question is to this one, from -1 to 1; NaN where they are equal
 * @param stale whether it is so old that it is to be asked anew for the next one who asks
 */
public record Found(Kept answer, Pace pace, String how, long ageSeconds, double score, boolean stale) {}
