/**
 * Filters that change what a request asks for, before it goes anywhere: {@code AiModelMap} asks another model,
 * {@code AiDefaults} fills in what the client left out, {@code AiOverrides} decides whatever the client says. All three
 * splice the changed values into the body; every other byte stays as the client wrote it.
 */
@NullMarked
package ai.gateway.shape;

import org.jspecify.annotations.NullMarked;
