package ai.gateway.judge.schema;

import ai.gateway.wire.Json;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.util.Random;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Schemas and values by chance: another's validator, which is known to be right, says the same of them. */
class SchemaLawsTest {

    private static final int SCHEMAS = 150;
    private static final int VALUES = 12;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void schemasByChance_areReadAsOthersDo(long seed) {
        RandomSchemas random = new RandomSchemas(new Random(seed));
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        int fitting = 0;
        for (int i = 0; i < SCHEMAS; i++) {
            String text = random.root();
            Schema ours = Schema.read(Json.parse(text.getBytes(UTF_8)));
            var theirs = registry.getSchema(SchemaLocation.of("urn:law:" + seed + "-" + i), MAPPER.readTree(text));
            for (int j = 0; j < VALUES; j++) {
                String value = random.value(2);
                boolean fits = ours.misfit(Json.parse(value.getBytes(UTF_8))) == null;
                assertThat(fits)
                        .as("seed %d: %s of %s", seed, value, text)
                        .isEqualTo(theirs.validate(MAPPER.readTree(value)).isEmpty());
                fitting += fits ? 1 : 0;
            }
        }
        assertThat(fitting).isBetween(SCHEMAS * VALUES / 10, SCHEMAS * VALUES * 9 / 10);
    }
}
