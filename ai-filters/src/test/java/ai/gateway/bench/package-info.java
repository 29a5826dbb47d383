/** Benchmarks, each with a {@code main}; not run by the build. */
@NullMarked
package ai.gateway.bench;

import org.jspecify.annotations.NullMarked;
