package ai.gateway.semantic;

import java.util.List;

/**
 * What a search came across.
 *
 * @param near best first
 * @param expired some of those that need no more be kept
 */
record Found(List<Near> near, List<Entry> expired) {}
