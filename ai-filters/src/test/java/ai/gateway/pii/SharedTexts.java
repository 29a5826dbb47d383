package ai.gateway.pii;

import ai.gateway.testing.Recordings;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** Texts with data of invented persons below {@code guarddata} of the shared directory. Tests that ask for them are skipped where that is missing. */
final class SharedTexts {

    private static final JsonMapper MAPPER = new JsonMapper();

    /** Names that others have for the same. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("EMAIL_ADDRESS", "EMAIL"),
            Map.entry("PHONE_NUMBER", "PHONE"),
            Map.entry("TR_PHONE_NUMBER", "PHONE"),
            Map.entry("PH_MOBILE_NUMBER", "PHONE"),
            Map.entry("IBAN_CODE", "IBAN"),
            Map.entry("IP_ADDRESS", "IP"),
            Map.entry("MAC_ADDRESS", "MAC"),
            Map.entry("FI_PERSONAL_IDENTITY_CODE", "FI_HETU"),
            Map.entry("ZA_ID_NUMBER", "ZA_ID"),
            Map.entry("IT_VAT_CODE", "IT_VAT"),
            Map.entry("MEDICAL_LICENSE", "US_DEA"),
            Map.entry("US_BANK_NUMBER", "US_BANK_ACCOUNT"),
            Map.entry("US_DRIVER_LICENSE", "DRIVER_LICENSE"),
            Map.entry("KR_DRIVER_LICENSE", "DRIVER_LICENSE"),
            Map.entry("IT_DRIVER_LICENSE", "DRIVER_LICENSE"),
            Map.entry("UK_DRIVING_LICENCE", "DRIVER_LICENSE"),
            Map.entry("TR_LICENSE_PLATE", "LICENSE_PLATE"),
            Map.entry("UK_VEHICLE_REGISTRATION", "LICENSE_PLATE"),
            Map.entry("IN_VEHICLE_REGISTRATION", "LICENSE_PLATE"),
            Map.entry("NG_VEHICLE_REGISTRATION", "LICENSE_PLATE"));

    private SharedTexts() {}

    /**
     * A span that somebody marked.
     *
     * @param name of our entity where we have it
     */
    record Span(String name, int start, int end) {}

    /**
     * A text and all that is in it.
     *
     * @param entity which it is about; empty where it is about all
     * @param region whose phone numbers it is about; empty where it is about those of the default regions
     * @param unmarked how many more there are, nobody marked where
     */
    record Row(String id, String text, String entity, String region, List<Span> spans, int unmarked) {

        /** The half that rules were made on is 0, the one that was kept for the end is 1. */
        int half() {
            CRC32 hash = new CRC32();
            hash.update(id.getBytes(StandardCharsets.UTF_8));
            return (int) (hash.getValue() & 1);
        }
    }

    /** Sentences with several entities each. */
    static List<Row> sentences() {
        return read("pii.jsonl").map(line -> row(line, "")).toList();
    }

    /** Right and wrong ids, each about one entity. */
    static List<Row> cases() {
        return read("pii_recognizer_cases.jsonl")
                .map(line -> row(line, caseOf(line)))
                .filter(row -> !row.entity().isEmpty())
                .toList();
    }

    /** What people write to each other, in English, one text behind the other. */
    static String prose(int length) {
        StringBuilder prose = new StringBuilder();
        read("injection_indirect.jsonl")
                .takeWhile(line -> prose.length() < length)
                .forEach(line -> prose.append(line.path("text").asString()).append("\n\n"));
        return prose.substring(0, length);
    }

    static List<String> naughty() {
        try {
            JsonNode list = MAPPER.readTree(Files.readString(file("naughty_strings.json")));
            return list.valueStream().map(JsonNode::asString).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String caseOf(JsonNode line) {
        String entity = line.path("entity").asString();
        boolean phone = line.path("source").asString().endsWith("test_phone_recognizer.py");
        return phone ? "PHONE" : name(entity);
    }

    private static Row row(JsonNode line, String entity) {
        String theirs = line.path("entity").asString("");
        boolean regional = theirs.equals("TR_PHONE_NUMBER") || theirs.equals("PH_MOBILE_NUMBER");
        List<Span> spans = line.path("spans")
                .valueStream()
                .map(span -> new Span(
                        entity.isEmpty() ? name(span.path("type").asString()) : entity,
                        span.path("start").asInt(),
                        span.path("end").asInt()))
                .toList();
        return new Row(
                line.path("id").asString(),
                line.path("text").asString(),
                entity,
                regional ? theirs.substring(0, 2) : "",
                spans,
                Math.max(0, line.path("expected_count").asInt() - spans.size()));
    }

    private static String name(String theirs) {
        return NAMES.getOrDefault(theirs, theirs.endsWith("_PASSPORT") ? "PASSPORT" : theirs);
    }

    private static Stream<JsonNode> read(String name) {
        try {
            return Files.readAllLines(file(name)).stream().map(MAPPER::readTree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(String name) {
        Path file = Recordings.shared().resolve("guarddata").resolve(name);
        Assumptions.assumeTrue(Files.isRegularFile(file), "no texts: " + file + " is not a file");
        return file;
    }
}
