package ai.gateway.autoconfigure;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A property that cannot be accepted. Its message is fit for a log: it names the property, the value and what was
 * expected, and shows {@code ***} where the value may be a secret. It has no cause, since causes quote values.
 */
final class InvalidSettingsException extends RuntimeException {

    private static final Pattern SECRET = Pattern.compile(
            "key|secret|token|password|credential|identity-?header|\\.headers?\\.|\\.query\\.|\\bvalue$");
    private static final Pattern USER_INFO = Pattern.compile("//[^/@]*@");

    private final String property;

    private InvalidSettingsException(String property, String message) {
        super(message);
        this.property = property;
    }

    /** @param reason such as {@code unknown}, or what was expected where the value goes without saying */
    static InvalidSettingsException of(String property, String reason) {
        return new InvalidSettingsException(property, property + ": " + reason);
    }

    static InvalidSettingsException of(String property, @Nullable Object value, String expected) {
        return of(property, shown(property, value) + " (expected: " + expected + ")");
    }

    String property() {
        return property;
    }

    static boolean isSecret(String property) {
        return SECRET.matcher(property.toLowerCase(Locale.ROOT).replaceFirst("api-keys\\[\\d+]\\.(weight|name)", ""))
                .find();
    }

    private static String shown(String property, @Nullable Object value) {
        String text = String.valueOf(value);
        if (isSecret(property)) {
            return "***";
        }
        // Addresses are sometimes given with a password or a key in them.
        return USER_INFO.matcher(text).replaceAll("//***@").replaceAll("\\?.*", "?***");
    }
}
