package ai.gateway.models;

import ai.gateway.exchange.Service;
import ai.gateway.exchange.Usage;
import ai.gateway.testing.Recordings;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Every line of the table against the price list that it was made from: {@code prices/models.json} of the shared directory. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModelTableSourceTest {

    /** Where the list calls a provider otherwise than we do, the beginning of its name there. */
    private static final Map<String, List<String>> THEIR_NAMES = Map.ofEntries(
            Map.entry("openai", List.of("openai", "text-completion-openai")),
            Map.entry("vertex", List.of("vertex_ai")),
            Map.entry("together", List.of("together_ai")),
            Map.entry("fireworks", List.of("fireworks_ai")),
            Map.entry("nvidia", List.of("nvidia_nim")),
            Map.entry("alibaba", List.of("dashscope")),
            Map.entry("vercel", List.of("vercel_ai_gateway")),
            Map.entry("jina", List.of("jina_ai")));

    private static final List<String> TOKENS = List.of(
            "input_cost_per_token",
            "output_cost_per_token",
            "cache_read_input_token_cost",
            "cache_creation_input_token_cost",
            "cache_creation_input_token_cost_above_1hr",
            "output_cost_per_reasoning_token",
            "input_cost_per_audio_token",
            "output_cost_per_audio_token",
            "input_cost_per_image_token",
            "output_cost_per_image_token");

    private static final Map<Service, String> SERVICES = Map.of(
            Service.STANDARD, "", Service.BATCH, "_batches", Service.FLEX, "_flex", Service.PRIORITY, "_priority");

    /** Any of them that is true says yes; else one that is false says no. */
    private static final Map<Ability, List<String>> FLAGS = Map.ofEntries(
            Map.entry(Ability.TOOLS, List.of("supports_function_calling")),
            Map.entry(Ability.TOOL_CHOICE, List.of("supports_tool_choice")),
            Map.entry(Ability.PARALLEL_TOOLS, List.of("supports_parallel_function_calling")),
            Map.entry(
                    Ability.VISION,
                    List.of("supports_vision", "supports_image_input", "supports_embedding_image_input")),
            Map.entry(Ability.AUDIO_INPUT, List.of("supports_audio_input")),
            Map.entry(Ability.AUDIO_OUTPUT, List.of("supports_audio_output")),
            Map.entry(Ability.VIDEO_INPUT, List.of("supports_video_input")),
            Map.entry(Ability.PDF, List.of("supports_pdf_input")),
            Map.entry(Ability.SCHEMA, List.of("supports_response_schema", "supports_native_structured_output")),
            Map.entry(Ability.REASONING, List.of("supports_reasoning")),
            Map.entry(Ability.PROMPT_CACHE, List.of("supports_prompt_caching")),
            Map.entry(Ability.WEB_SEARCH, List.of("supports_web_search")),
            Map.entry(Ability.COMPUTER_USE, List.of("supports_computer_use")));

    /** What a list of modalities says where no flag does. */
    private static final Map<Ability, String> MODALITIES =
            Map.of(Ability.VISION, "image", Ability.AUDIO_INPUT, "audio", Ability.VIDEO_INPUT, "video");

    private final List<TableLine> lines = TableFile.lines();

    private final List<Source> sources = new ArrayList<>();

    private record Source(String name, String provider, JsonNode facts) {}

    @BeforeAll
    void read() throws IOException {
        Path file = Recordings.shared().resolve("prices/models.json");
        Assumptions.assumeTrue(Files.exists(file), "no price list: " + file + " is not there");
        JsonMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
        mapper.readTree(Files.readAllBytes(file))
                .forEachEntry((name, facts) -> sources.add(
                        new Source(name, facts.path("litellm_provider").asString(""), facts)));
    }

    @Test
    void lines_allOfThem_agreeWithTheListToTheLastPicoDollar() {
        SoftAssertions all = new SoftAssertions();
        for (TableLine line : lines) {
            List<String> differences = new ArrayList<>();
            for (Source source : sources(line)) {
                differences.add(source.name() + differences(line.facts(), source.facts()));
            }
            all.assertThat(differences)
                    .as("%s/%s", line.provider(), line.model())
                    .anyMatch(it -> it.endsWith("[]"));
        }
        all.assertAll();
    }

    /** So that a fact of the list that got lost is noticed, and not only one that is wrong. */
    @Test
    void list_modelsOfOurProviders_areThere() {
        long priced = lines.stream()
                .filter(line -> !line.facts().prices().equals(Prices.NONE))
                .count();
        long limited = lines.stream()
                .filter(line -> line.facts().maxInput() != Usage.ABSENT)
                .count();

        assertThat(priced).isGreaterThan(1_700);
        assertThat(limited).isGreaterThan(1_550);
    }

    private List<Source> sources(TableLine line) {
        List<String> theirs = THEIR_NAMES.getOrDefault(line.provider(), List.of(line.provider()));
        return sources.stream()
                .filter(source -> theirs.stream().anyMatch(source.provider()::startsWith))
                .filter(source ->
                        source.name().equals(line.model()) || source.name().endsWith("/" + line.model()))
                .toList();
    }

    /** Names of what differs. */
    private static List<String> differences(ModelFacts facts, JsonNode theirs) {
        List<String> wrong = new ArrayList<>();
        compare(wrong, "max_input_tokens", facts.maxInput(), limit(theirs, "max_input_tokens"));
        compare(wrong, "max_output_tokens", facts.maxOutput(), limit(theirs, "max_output_tokens"));
        for (Ability ability : Ability.values()) {
            compare(wrong, ability.name(), facts.can(ability), said(theirs, ability));
        }
        if (theirs.has("tiered_pricing")) {
            ranges(wrong, facts.prices(), theirs.path("tiered_pricing"));
        } else {
            rates(wrong, facts.prices(), theirs);
        }
        fees(wrong, facts.prices().fees(), theirs);
        return wrong;
    }

    private static Known said(JsonNode theirs, Ability ability) {
        List<JsonNode> said = FLAGS.getOrDefault(ability, List.of()).stream()
                .map(theirs::path)
                .filter(JsonNode::isBoolean)
                .toList();
        if (!said.isEmpty()) {
            return said.stream().anyMatch(JsonNode::booleanValue) ? Known.YES : Known.NO;
        }
        boolean listed = Stream.of("supported_modalities", "supported_input_modalities")
                .flatMap(name -> theirs.path(name).valueStream())
                .anyMatch(modality -> modality.asString().equals(MODALITIES.get(ability)));
        return listed ? Known.YES : Known.UNKNOWN;
    }

    private static void rates(List<String> wrong, Prices prices, JsonNode theirs) {
        SERVICES.forEach((service, suffix) -> {
            for (long above : new long[] {0, 128, 200, 256, 272}) {
                String tier = above == 0 ? "" : "_above_" + above + "k_tokens";
                Rates ours = said(prices, service, above * 1000);
                for (int i = 0; i < TOKENS.size(); i++) {
                    String name = TOKENS.get(i) + tier + suffix;
                    compare(wrong, name, ours.amounts()[i], token(theirs, name));
                }
            }
        });
    }

    private static void ranges(List<String> wrong, Prices prices, JsonNode ranges) {
        for (JsonNode range : ranges) {
            long above = range.path("range").path(0).decimalValue().longValueExact();
            Rates ours = said(prices, Service.STANDARD, above);
            for (int i = 0; i < TOKENS.size(); i++) {
                compare(wrong, TOKENS.get(i) + above, ours.amounts()[i], token(range, TOKENS.get(i)));
            }
        }
    }

    private static void fees(List<String> wrong, Fees fees, JsonNode theirs) {
        JsonNode search = theirs.path("search_context_cost_per_query");
        long medium = dollars(search.path("search_context_size_medium"));
        long low = dollars(search.path("search_context_size_low"));
        long high = dollars(search.path("search_context_size_high"));
        compare(wrong, "search", fees.search(), medium);
        compare(wrong, "search low", fees.searchLow(), low == medium ? Usage.ABSENT : low);
        compare(wrong, "search high", fees.searchHigh(), high == medium ? Usage.ABSENT : high);
        long request = dollars(theirs.path("input_cost_per_request"));
        compare(wrong, "request", fees.request(), Math.max(request, dollars(theirs.path("input_cost_per_query"))));
        String mode = theirs.path("mode").asString();
        compare(wrong, "image", fees.image(), image(theirs, mode));
        JsonNode picture = theirs.path("input_cost_per_image");
        compare(wrong, "picture", fees.picture(), mode.equals("embedding") ? dollars(picture) : Usage.ABSENT);
        if (mode.startsWith("audio_")) {
            long second = Math.max(
                    dollars(theirs.path("output_cost_per_second")), dollars(theirs.path("input_cost_per_second")));
            compare(wrong, "second", fees.second(), second);
            compare(wrong, "character", fees.character(), dollars(theirs.path("input_cost_per_character")));
        }
    }

    /** A chat's price of a picture is only believed where it makes any. */
    private static long image(JsonNode theirs, String mode) {
        JsonNode made = theirs.path("output_cost_per_image");
        if (mode.equals("image_generation")) {
            return dollars(made.isNumber() ? made : theirs.path("input_cost_per_image"));
        }
        boolean makes = theirs.path("supported_output_modalities")
                .valueStream()
                .anyMatch(modality -> modality.asString().equals("image"));
        return mode.equals("chat") && makes ? dollars(made) : Usage.ABSENT;
    }

    private static Rates said(Prices prices, Service service, long above) {
        if (service == Service.STANDARD && above == 0) {
            return prices.standard();
        }
        return prices.variants().stream()
                .filter(variant -> variant.service() == service && variant.above() == above)
                .map(Prices.Variant::rates)
                .findFirst()
                .orElse(Rates.NONE);
    }

    private static void compare(List<String> wrong, String name, Object ours, Object theirs) {
        if (!ours.equals(theirs)) {
            wrong.add(name + ": " + ours + " (expected: " + theirs + ")");
        }
    }

    /** Some prices of the list have two names. Those of a thousand tokens that are written as of one count as absent. */
    private static long token(JsonNode theirs, String name) {
        JsonNode price = theirs.path(name);
        if (!price.isNumber() && name.equals("cache_read_input_token_cost")) {
            price = theirs.path("input_cost_per_token_cache_hit");
        }
        if (!price.isNumber() && name.equals("input_cost_per_token_batches")) {
            price = theirs.path("input_cost_per_token_batch_requests");
        }
        long amount = dollars(price);
        return amount < Usd.of("0.001") ? amount : Usage.ABSENT;
    }

    private static long dollars(JsonNode price) {
        if (!price.isNumber()) {
            return Usage.ABSENT;
        }
        BigDecimal pico = price.decimalValue().movePointRight(12).setScale(0, RoundingMode.HALF_UP);
        return pico.longValueExact();
    }

    private static long limit(JsonNode theirs, String name) {
        JsonNode limit = theirs.path(name);
        long tokens = limit.isNumber() ? limit.decimalValue().longValueExact() : 0;
        return tokens > 0 ? tokens : Usage.ABSENT;
    }
}
