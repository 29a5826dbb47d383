package ai.gateway.app.standin;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

class SchemaSampleTest {
    private static String sample(String schema) {
        Object value = SchemaSample.of(Objects.requireNonNull(Values.parseOrNull(schema.replace('\'', '"')), schema));
        return value == null ? "null" : Values.text(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'const':3} | 3",
                "{'enum':['b','c']} | \"b\"",
                "{'type':['null','string'],'minLength':8} | \"valuexxx\"",
                "{'type':'string','maxLength':2} | \"va\"",
                "{'type':'string','format':'email'} | \"someone@example.com\"",
                "{'type':'integer','exclusiveMinimum':4} | 5",
                "{'type':'integer','maximum':-2} | -2",
                "{'type':'NUMBER','minimum':2.5} | 3.0",
                "{'anyOf':[{'type':'null'},{'type':'boolean'}]} | true",
                "{'type':'array','minItems':2,'items':{'type':'null'}} | [null,null]",
                "{'$defs':{'a':{'type':'integer'}},'$ref':'#/$defs/a'} | 1",
                "{'$ref':'no-pointer','type':'integer'} | 1",
                "{} | {}"
            })
    void of_oneSchema_fitsIt(String schema, String expected) {
        assertThat(sample(schema)).isEqualTo(expected);
    }

    @Test
    void of_aSchemaThatNeverEnds_ends() {
        assertThat(sample("{'type':'object','properties':{'self':{'$ref':'#'}}}"))
                .contains("self");
        String nested = "{'type':'array','minItems':100,'items':".repeat(10) + "{'type':'null'}" + "}".repeat(10);
        assertThat(sample(nested)).hasSizeLessThan(200_000);
    }
}
