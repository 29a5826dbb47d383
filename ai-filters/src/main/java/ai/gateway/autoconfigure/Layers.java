package ai.gateway.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.AbstractEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.util.PropertyPlaceholderHelper;

/** An environment of its own: the application's sources as they are to be at this load, and one layer below them. */
final class Layers extends AbstractEnvironment {

    private static final PropertyPlaceholderHelper PLACEHOLDERS =
            new PropertyPlaceholderHelper("${", "}", ":", '\\', /* ignoreUnresolvablePlaceholders= */ false);

    Layers(MutablePropertySources application, PropertySource<?> lowest) {
        super(new MutablePropertySources());
        application.stream()
                .filter(source -> !ConfigurationPropertySources.isAttachedConfigurationPropertySource(source))
                .map(BracketedKeys::in)
                .forEach(getPropertySources()::addLast);
        getPropertySources().addLast(lowest);
        ConfigurationPropertySources.attach(this);
    }

    /**
     * Fills placeholders in a value. A variable that is set to nothing counts as not set, as container files are fond of
     * passing on what is not there; one without a value and without a default is an error, so that no provider is ever
     * shown <code>${OPENAI_API_KEY}</code> as a key.
     */
    @Nullable
    Object resolve(@Nullable Object value) {
        if (!(value instanceof String text) || !text.contains("${")) {
            return value;
        }
        return PLACEHOLDERS.replacePlaceholders(text, name -> {
            String found = getProperty(name);
            return found == null || found.isBlank() ? null : found;
        });
    }
}
