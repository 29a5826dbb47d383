package ai.gateway.semantic;

/** A vector that is kept until then. */
record Entry(String id, float[] vector, long untilMillis) {}
