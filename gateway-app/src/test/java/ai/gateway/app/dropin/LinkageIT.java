package ai.gateway.app.dropin;

import ai.gateway.embeddings.EmbeddingsAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Every call of the plug-ins is there in every promised host, also on the ways that no traffic of ours takes. */
class LinkageIT {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"stock-boot-4.1", "stock-boot-4.0", "stock-boot-3.5"})
    void plugins_linkedAgainstStockGateway_missNothing(String stock) throws IOException {
        List<Path> plugins = jarsIn(StockApp.plugins(directory.resolve("plugins")));
        assertThat(plugins).hasSize(2);

        assertThat(missing(stock, plugins))
                .allMatch(each -> isOfACloud(each)
                        || isOfBreakers(each)
                        || isOfRedis(each)
                        || isOfTokens(each)
                        || isOfTokenisers(each)
                        || isOfPhonesAndPatterns(each)
                        || isOfKafka(each)
                        || isOfSpans(each));
    }

    /** An artifact of its own, which brings the runtime of models with it. */
    @ParameterizedTest
    @ValueSource(strings = {"stock-boot-4.1", "stock-boot-4.0", "stock-boot-3.5"})
    void embeddings_linkedAgainstStockGateway_missNothingButWhatTheyBring(String stock) throws Exception {
        List<Path> jars = new ArrayList<>(jarsIn(StockApp.plugins(directory.resolve("plugins"))));
        jars.add(Path.of(EmbeddingsAutoConfiguration.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI()));

        assertThat(missing(stock, jars))
                .filteredOn(each -> each.startsWith("ai/gateway/embeddings/"))
                .isNotEmpty()
                .allMatch(each -> each.startsWith("ai/gateway/embeddings/OnnxModel needs ai/onnxruntime/"));
    }

    /** What is not called where the library of the cloud is not there; the gateways in question bring none. */
    private static boolean isOfACloud(String missing) {
        return missing.startsWith("ai/gateway/cloud/")
                && (missing.contains(" needs software/amazon/awssdk/") || missing.contains(" needs com/google/"));
    }

    /** Without Resilience4j the class is never loaded. */
    private static boolean isOfBreakers(String missing) {
        return missing.startsWith("ai/gateway/health/Resilience4jBreaker")
                && missing.contains(" needs io/github/resilience4j/");
    }

    /** Without Spring Data's Redis its auto-configuration steps back. */
    private static boolean isOfRedis(String missing) {
        return missing.startsWith("ai/gateway/redis/")
                && (missing.contains(" needs org/springframework/data/redis/")
                        || missing.contains(" needs io/lettuce/core/"));
    }

    /** Without Spring Security's resource server nobody is asked for a token. */
    private static boolean isOfTokens(String missing) {
        return missing.startsWith("ai/gateway/keys/JwtBearers needs org/springframework/security/");
    }

    /** Without jtokkit prompts are estimated. */
    private static boolean isOfTokenisers(String missing) {
        return missing.startsWith("ai/gateway/tokens/Jtokkit needs com/knuddels/jtokkit/");
    }

    /** Without them a mask that wants them fails the start, and says so. */
    private static boolean isOfPhonesAndPatterns(String missing) {
        return missing.startsWith("ai/gateway/pii/PhoneLibrary needs com/google/i18n/phonenumbers/")
                || missing.startsWith("ai/gateway/pii/Patterns needs com/google/re2j/")
                || missing.startsWith("ai/gateway/judge/schema/Patterns needs com/google/re2j/");
    }

    /** Without Kafka's client a topic for the request log fails the start, and says so. */
    private static boolean isOfKafka(String missing) {
        return missing.startsWith("ai/gateway/log/KafkaOutlet needs org/apache/kafka/");
    }

    /** Without a tracer there are no spans. */
    private static boolean isOfSpans(String missing) {
        return missing.startsWith("ai/gateway/observe/") && missing.contains(" needs io/micrometer/tracing/");
    }

    @Test
    void plugins_linkedAgainstNoGateway_areFoundOut() throws IOException {
        List<Path> plugins = jarsIn(StockApp.plugins(directory.resolve("plugins")));

        assertThat(missing("stock-no-gateway", plugins))
                .contains(
                        "ai/gateway/pipeline/AiRoutingFilter needs org/springframework/cloud/gateway/filter/GlobalFilter");
    }

    /** Spring Cloud Gateway 5.0 itself calls what only Spring 7 has: a plug-in that did the same would be seen. */
    @Test
    void gatewayOfBoot4_linkedAgainstBoot35_isFoundOut() throws IOException {
        Path gateway = libraries("stock-boot-4.1", directory.resolve("newer")).stream()
                .filter(jar -> jar.getFileName().toString().startsWith("spring-cloud-gateway-server-webflux"))
                .findFirst()
                .orElseThrow();

        assertThat(missing("stock-boot-3.5", List.of(gateway)))
                .anyMatch(each -> each.contains("calls org/springframework/http/HttpHeaders."));
    }

    private Set<String> missing(String stock, List<Path> jars) throws IOException {
        List<Path> classPath = new ArrayList<>(jars);
        classPath.addAll(libraries(stock, directory.resolve(stock)));
        List<URL> urls = new ArrayList<>();
        for (Path jar : classPath) {
            urls.add(jar.toUri().toURL());
        }
        try (URLClassLoader loader =
                new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            return new Linkage(new HostClasses(loader)).missing(jars.stream().flatMap(jar -> classes(jar).stream()));
        }
    }

    /** The jars in a stock jar. */
    private static List<Path> libraries(String stock, Path into) throws IOException {
        Files.createDirectories(into);
        try (JarFile jar = new JarFile(StockApp.jar(stock).toFile())) {
            for (JarEntry entry : jar.stream()
                    .filter(each -> each.getName().matches("BOOT-INF/lib/.*\\.jar"))
                    .toList()) {
                try (InputStream bytes = jar.getInputStream(entry)) {
                    Files.copy(bytes, into.resolve(Path.of(entry.getName()).getFileName()));
                }
            }
        }
        return jarsIn(into);
    }

    private static List<Path> jarsIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    private static List<byte[]> classes(Path file) {
        try (JarFile jar = new JarFile(file.toFile())) {
            List<byte[]> classes = new ArrayList<>();
            for (JarEntry entry : jar.stream()
                    .filter(each -> each.getName().endsWith(".class"))
                    .toList()) {
                try (InputStream bytes = jar.getInputStream(entry)) {
                    classes.add(bytes.readAllBytes());
                }
            }
            return classes;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
