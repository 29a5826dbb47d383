package ai.gateway.bench;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs one class of benchmarks for a short while, with what it allocates. */
public final class Bench {

    private Bench() {}

    public static void run(Class<?> benchmarks) throws RunnerException {
        TimeValue second = TimeValue.seconds(1);
        new Runner(new OptionsBuilder()
                        .include(benchmarks.getSimpleName())
                        .forks(1)
                        .warmupIterations(3)
                        .warmupTime(second)
                        .measurementIterations(5)
                        .measurementTime(second)
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
    }
}
