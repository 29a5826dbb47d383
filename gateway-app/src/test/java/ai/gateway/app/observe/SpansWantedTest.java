package ai.gateway.app.observe;

import ai.gateway.observe.SpansAutoConfiguration;
import ai.gateway.pipeline.Witness;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.exporter.SpanReporter;
import io.micrometer.tracing.propagation.Propagator;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SdkTracerProviderBuilderCustomizer;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.otlp.OtlpTracingAutoConfiguration;
import org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/** Spans are made where somebody gets them, by whichever way. */
class SpansWantedTest {

    private final ApplicationContextRunner host = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    SpansAutoConfiguration.class,
                    OpenTelemetrySdkAutoConfiguration.class,
                    OpenTelemetryTracingAutoConfiguration.class,
                    OtlpTracingAutoConfiguration.class));

    private static void assertMade(ApplicationContextRunner of, boolean made) {
        of.run(context -> {
            assertThat(context).hasNotFailed().hasSingleBean(Tracer.class);
            assertThat(context.getBeansOfType(Witness.class)).hasSize(made ? 1 : 0);
        });
    }

    @Test
    void nobodyExportsThem_noneAreMade() {
        assertMade(host, false);
    }

    @Test
    void collectorIsTold_theyAreMade() {
        assertMade(
                host.withPropertyValues(
                        "management.opentelemetry.tracing.export.otlp.endpoint=http://127.0.0.1:9/v1/traces"),
                true);
    }

    @Test
    void exportIsOff_noneAreMade() {
        assertMade(
                host.withPropertyValues(
                        "management.opentelemetry.tracing.export.otlp.endpoint=http://127.0.0.1:9/v1/traces",
                        "management.tracing.export.enabled=false"),
                false);
    }

    @Test
    void beansThatTakeThem_areEnough() {
        assertMade(host.withBean(SpanExporter.class, SpanExporter::composite), true);
        assertMade(host.withBean(SpanReporter.class, () -> span -> {}), true);
        assertMade(host.withBean("another", SpanProcessor.class, SpanProcessor::composite), true);
        assertMade(host.withBean(SdkTracerProviderBuilderCustomizer.class, () -> builder -> {}), true);
    }

    @Test
    void tracerOfAnotherKind_countsAsSomebody() {
        assertMade(
                new ApplicationContextRunner()
                        .withConfiguration(AutoConfigurations.of(SpansAutoConfiguration.class))
                        .withBean(Tracer.class, () -> Tracer.NOOP)
                        .withBean(Propagator.class, () -> Propagator.NOOP),
                true);
        assertMade(host.withBean(OpenTelemetry.class, OpenTelemetry::noop), true);
        assertMade(
                host.withBean(
                        "own",
                        SdkTracerProvider.class,
                        () -> SdkTracerProvider.builder().build()),
                true);
    }
}
