package ai.gateway.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.util.unit.DataSize;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says in one sentence what Spring's binder could not bind. */
final class BindFailures {

    private BindFailures() {}

    static InvalidSettingsException explain(BindException failed) {
        String property = failed.getName().toString();
        ConfigurationProperty found = failed.getProperty();
        Throwable cause = failed.getCause();
        if (isPlaceholder(cause)) {
            return InvalidSettingsException.of(
                    property, "a placeholder without a value (expected: a variable that is set, or \"${NAME:}\")");
        }
        if (found == null && cause instanceof ConversionFailedException key) {
            String unknown = property + "." + key.getValue();
            return InvalidSettingsException.of(
                    unknown,
                    "unknown (expected: " + expected(key.getTargetType().getType()) + ")");
        }
        Class<?> type = failed.getTarget().getType().resolve(Object.class);
        return InvalidSettingsException.of(property, found == null ? null : found.getValue(), expected(type));
    }

    /** The values of an enum as they are written in configuration. */
    static String oneOf(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", ", "one of ", ""));
    }

    private static boolean isPlaceholder(@Nullable Throwable cause) {
        return cause instanceof IllegalArgumentException
                && !(cause instanceof ConversionException)
                && String.valueOf(cause.getMessage()).contains("placeholder");
    }

    private static String expected(Class<?> type) {
        if (type == DataSize.class) {
            return "a size such as 8MB";
        }
        if (type == Duration.class) {
            return "a duration such as 10s";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type.isEnum()) {
            return oneOf(type);
        }
        return type.isPrimitive() ? "a number" : "a value of another kind";
    }
}
