/**
 * What a route of ours costs beside a plain one. {@link ai.gateway.bench.RatioBenchmark} starts an upstream and a
 * gateway each on a core of its own, drives both routes in turn and prints the ratios; {@code docs/benchmarks.md} says
 * how to run it. The build runs {@link ai.gateway.bench.OpenStreamsIT} only.
 *
 * <p>{@link ai.gateway.bench.Upstream} answers and {@link ai.gateway.bench.Load} asks as a {@link ai.gateway.bench.Client}, both on one event loop;
 * {@link ai.gateway.bench.Gateway} is the process between them, and the only thing that is measured.
 */
package ai.gateway.bench;
