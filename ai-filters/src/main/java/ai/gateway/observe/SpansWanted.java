package ai.gateway.observe;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.ClassUtils;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Spans are made where somebody gets them: OpenTelemetry's SDK as Boot sets it up would make them for nobody, too, and that is most
 * of what they cost. Whatever somebody has set up in another way counts as somebody.
 */
final class SpansWanted extends SpringBootCondition implements ConfigurationCondition {

    private static final String BOOT = "org.springframework.boot.";
    private static final String SDK = "io.opentelemetry.api.OpenTelemetry";

    /** Boot has some of its own, which take spans for whoever exports them. */
    private static final List<String> MAKERS =
            List.of(SDK, "io.opentelemetry.sdk.trace.SdkTracerProvider", "io.opentelemetry.sdk.trace.SpanProcessor");

    private static final List<String> TAKERS = List.of(
            "io.opentelemetry.sdk.trace.export.SpanExporter",
            "io.micrometer.tracing.exporter.SpanReporter",
            "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SdkTracerProviderBuilderCustomizer",
            "org.springframework.boot.actuate.autoconfigure.tracing.SdkTracerProviderBuilderCustomizer");

    @Override
    public ConfigurationPhase getConfigurationPhase() {
        return ConfigurationPhase.REGISTER_BEAN;
    }

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        ConditionMessage.Builder message = ConditionMessage.forCondition("spans of exchanges");
        ConfigurableListableBeanFactory beans = Objects.requireNonNull(context.getBeanFactory());
        ClassLoader loader = context.getClassLoader();
        if (named(beans, loader, SDK).findAny().isEmpty()) {
            return ConditionOutcome.match(message.because("the tracer is not OpenTelemetry's"));
        }
        Stream<String> own =
                MAKERS.stream().flatMap(type -> named(beans, loader, type)).filter(name -> !isOfBoot(beans, name));
        Stream<String> takers = TAKERS.stream().flatMap(type -> named(beans, loader, type));
        return Stream.concat(own, takers)
                .findFirst()
                .map(name -> ConditionOutcome.match(message.because(name + " may take them")))
                .orElseGet(() -> ConditionOutcome.noMatch(message.because("nobody takes them")));
    }

    private static Stream<String> named(
            ConfigurableListableBeanFactory beans, @Nullable ClassLoader loader, String type) {
        return ClassUtils.isPresent(type, loader)
                ? Stream.of(beans.getBeanNamesForType(ClassUtils.resolveClassName(type, loader), true, false))
                : Stream.empty();
    }

    private static boolean isOfBoot(ConfigurableListableBeanFactory beans, String name) {
        return beans.containsBeanDefinition(name)
                && beans.getBeanDefinition(name) instanceof AnnotatedBeanDefinition definition
                && definition.getFactoryMethodMetadata() != null
                && definition.getFactoryMethodMetadata().getDeclaringClassName().startsWith(BOOT);
    }
}
