package ai.gateway.testing;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.ByteArrayResource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;

/** A real gateway on a port of its own, configured by YAML as its users write it. */
public final class RunningGateway implements AutoCloseable {

    private static final Map<String, Object> BASICS = Map.of(
            "server.address", "127.0.0.1",
            "server.port", "0",
            "spring.main.banner-mode", "off",
            "spring.jmx.enabled", "false",
            "ai.gateway.reload.enabled", "false",
            "ai.gateway.ledger.enabled", "false");

    private final ConfigurableApplicationContext context;

    private RunningGateway(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** @param application the class that a user would start, or one with {@code @EnableAutoConfiguration} */
    public static RunningGateway start(Class<?> application, String yaml) {
        SpringApplication spring = new SpringApplication(application);
        spring.setRegisterShutdownHook(false);
        spring.addInitializers(starting -> {
            MutablePropertySources sources = starting.getEnvironment().getPropertySources();
            sources.addFirst(new MapPropertySource("basics of a test", BASICS));
            try {
                new YamlPropertySourceLoader()
                        .load("yaml of a test", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
                        .forEach(sources::addFirst);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return new RunningGateway(spring.run("--logging.level.root=" + System.getProperty("test.log", "OFF")));
    }

    public int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> Collection<T> beans(Class<T> type) {
        return context.getBeansOfType(type).values();
    }

    @Override
    public void close() {
        context.close();
    }
}
