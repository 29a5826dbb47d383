package ai.gateway.samples;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.cloud.gateway.filter.factory.GatewayFilterFactory;
import org.springframework.cloud.gateway.handler.predicate.RoutePredicateFactory;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.yaml.snakeyaml.Yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What the pages show starts; every filter and predicate has its page and its sample; no link of ours is dead. */
class DocsTest {

    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)");

    /** Written elsewhere, and not always there yet. */
    private static final List<String> OTHERS = List.of("drop-in.md", "benchmarks.md");

    @TempDir
    Path folder;

    @Test
    void filtersAndPredicates_pages_startAndAreComplete() throws IOException {
        List<Page> filters = Page.in("docs/filters");
        List<Page> predicates = Page.in("docs/predicates");
        String samples = Page.in("sample-routes/src/main/resources/samples").stream()
                .map(Page::text)
                .collect(Collectors.joining());

        try (SampleGateway gateway =
                start(Stream.concat(filters.stream(), predicates.stream()).toList())) {
            List<String> knownFilters = ours(gateway, GatewayFilterFactory.class);
            List<String> knownPredicates = ours(gateway, RoutePredicateFactory.class);

            assertThat(Stream.concat(filters.stream(), predicates.stream()))
                    .allSatisfy(page -> assertThat(page.text()).contains("```yaml", "\n| argument | default |"));
            assertThat(filters).extracting(Page::name).containsExactlyInAnyOrderElementsOf(knownFilters);
            assertThat(predicates).extracting(Page::name).containsExactlyInAnyOrderElementsOf(knownPredicates);
            assertThat(Stream.concat(knownFilters.stream(), knownPredicates.stream()))
                    .allSatisfy(name -> assertThat(samples).containsPattern(name + "[=\\s]"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "docs/quick-start.md",
                "docs/configuration.md",
                "docs/pools.md",
                "docs/keys.md",
                "docs/audit.md",
                "docs/console.md",
                "docs/stand-in.md",
                "docs/webhooks.md",
                "docs/alerts.md",
                "docs/guards.md",
                "docs/costs.md",
                "docs/semantic-cache.md"
            })
    void pages_blocks_start(String file) throws IOException {
        Page page = Page.of(file);
        try (SampleGateway gateway = start(List.of(page))) {
            assertThat(gateway.bean(RouteLocator.class)).isNotNull();
        }
    }

    @Test
    void pages_links_leadSomewhere() {
        Stream.of(
                        List.of(Page.of("README.md"), Page.of("sample-routes/README.md")),
                        Page.in("docs/filters"),
                        Page.in("docs/predicates"))
                .flatMap(List::stream)
                .forEach(DocsTest::links);
        Stream.of(
                        "quick-start",
                        "journey",
                        "configuration",
                        "providers",
                        "pools",
                        "keys",
                        "admin",
                        "audit",
                        "console",
                        "models",
                        "conditions",
                        "translation",
                        "stand-in",
                        "edge",
                        "costs",
                        "ledger",
                        "redis",
                        "semantic-cache",
                        "tokens",
                        "webhooks",
                        "alerts",
                        "observability",
                        "guards",
                        "production",
                        "upgrading")
                .map(name -> Page.of("docs/" + name + ".md"))
                .forEach(DocsTest::links);
    }

    private static void links(Page page) {
        assertThat(LINK.matcher(page.text()).results().map(match -> match.group(1)))
                .as(page.name())
                .filteredOn(link -> OTHERS.stream().noneMatch(link::endsWith))
                .allSatisfy(link -> assertThat(page.file().resolveSibling(link)).exists());
    }

    private SampleGateway start(List<Page> pages) throws IOException {
        String configuration = Page.configuration(pages);
        Path file = Files.writeString(folder.resolve("pages.yml"), configuration);
        // some of what is shown wants a ledger
        SampleGateway gateway = new SampleGateway(
                file,
                "--ai.gateway.ledger.enabled=true",
                "--ai.gateway.ledger.url=jdbc:h2:mem:pages-" + folder.getFileName(),
                "--ai.gateway.ledger.directory=" + folder.resolve("ledger"));
        int shown = Page.routes(new Yaml().load(configuration)).size();
        assertThat(gateway.bean(RouteLocator.class).getRoutes().collectList().block(Duration.ofSeconds(30)))
                .as(configuration)
                .hasSize(shown == 0 ? 1 : shown); // the ready gateway's own
        return gateway;
    }

    /** The names of our factories of this kind, as a line in a route writes them. */
    private static List<String> ours(SampleGateway gateway, Class<?> kind) {
        return gateway.beans(kind).stream()
                .map(factory -> factory.getClass().getName())
                .filter(name -> name.startsWith("ai.gateway."))
                .map(name -> name.replaceAll(".*\\.|(GatewayFilter|RoutePredicate)Factory$", ""))
                .toList();
    }
}
