package ai.gateway.app;

import ai.gateway.testing.RunningGateway;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.gateway.filter.factory.GatewayFilterFactory;
import org.springframework.cloud.gateway.handler.predicate.RoutePredicateFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Each filter and predicate has its page, which names all its arguments, its sample and its test: 1:1:1:1. */
class CatalogueTest {

    private static final Path ROOT = ProjectFiles.root();

    @Test
    void everyFactory_hasItsPageItsSampleAndItsTest() {
        Map<String, Class<?>> filters = new LinkedHashMap<>();
        Map<String, Class<?>> predicates = new LinkedHashMap<>();
        try (RunningGateway gateway = RunningGateway.start(GatewayApp.class, "ai.gateway.stand-in.enabled: off")) {
            gateway.beans(GatewayFilterFactory.class).forEach(one -> put(filters, one.name(), one));
            gateway.beans(RoutePredicateFactory.class).forEach(one -> put(predicates, one.name(), one));
        }
        String samples = text(ROOT.resolve("sample-routes/src/main/resources/samples"), ".yml");
        String tests = Stream.of("ai-filters", "ai-predicates", "gateway-app", "sample-routes")
                .map(module -> text(ROOT.resolve(module).resolve("src/test/java"), "Test.java"))
                .collect(Collectors.joining());
        Set<String> missing = new TreeSet<>();
        filters.forEach((name, type) -> check("docs/filters/", name, type, samples, tests, missing));
        predicates.forEach((name, type) -> check("docs/predicates/", name, type, samples, tests, missing));

        assertThat(filters).containsKeys("AiModelMap", "AiDefaults", "AiOverrides", "AiTimeouts", "AiTranslate");
        assertThat(predicates).hasSizeGreaterThanOrEqualTo(9);
        assertThat(missing).isEmpty();
    }

    @Test
    void everyPage_isOfAFactoryThatExists() {
        for (String folder : new String[] {"docs/filters", "docs/predicates"}) {
            for (Path page : files(ROOT.resolve(folder), ".md")) {
                String name = page.getFileName().toString().replace(".md", "");
                String kind = folder.endsWith("filters") ? "GatewayFilterFactory" : "RoutePredicateFactory";
                boolean exists = Stream.of("ai-filters", "ai-predicates")
                        .flatMap(module -> files(ROOT.resolve(module).resolve("src/main/java"), ".java").stream())
                        .anyMatch(file -> file.endsWith(name + kind + ".java"));
                assertThat(exists).as(page.toString()).isTrue();
            }
        }
    }

    private static void put(Map<String, Class<?>> into, String name, Object factory) {
        if (factory.getClass().getName().startsWith("ai.gateway.")) {
            assertThat(name).startsWith("Ai");
            into.put(name, factory.getClass());
        }
    }

    private static void check(
            String folder, String name, Class<?> factory, String samples, String tests, Set<String> missing) {
        Path page = ROOT.resolve(folder + name + ".md");
        String text = Files.exists(page) ? ProjectFiles.read(page) : "";
        if (text.isEmpty()) {
            missing.add(folder + name + ".md");
        } else {
            arguments(factory)
                    .filter(argument -> !text.contains(argument) && !text.contains(kebab(argument)))
                    .forEach(argument -> missing.add(folder + name + ".md: argument " + argument));
        }
        if (!samples.contains(name)) {
            missing.add("sample of " + name);
        }
        if (!tests.contains(name)) {
            missing.add("test of " + name);
        }
    }

    private static Stream<String> arguments(Class<?> factory) {
        return Arrays.stream(factory.getDeclaredClasses())
                .filter(type -> type.isRecord() && type.getSimpleName().equals("Config"))
                .flatMap(type -> Arrays.stream(type.getRecordComponents()))
                .map(RecordComponent::getName);
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
    }

    private static String text(Path folder, String ending) {
        return files(folder, ending).stream().map(ProjectFiles::read).collect(Collectors.joining("\n"));
    }

    private static java.util.List<Path> files(Path folder, String ending) {
        if (!Files.isDirectory(folder)) {
            return java.util.List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(ending)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
