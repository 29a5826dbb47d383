package ai.gateway.ledger;

import ai.gateway.exchange.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ReportsTest {

    private static final List<Dimension> BY = List.of(Dimension.of("team"), Dimension.of("tag:cost,centre"));

    private static Total total(String... group) {
        return new Total(List.of(group), 3, 1, 2, new Usage(10, 20, 30, 40, 5, 6, 7), 1_000_000_001L, 2_000_000_002L);
    }

    @Test
    void json_totals_haveNamesAndExactDollars() {
        assertThat(Reports.json(BY, List.of(total("acme/search", "7\"8"))))
                .isEqualTo("[{\"team\":\"acme/search\",\"tag:cost,centre\":\"7\\\"8\",\"calls\":3,\"failed\":1,"
                        + "\"estimated\":2,\"input_tokens\":10,\"cache_read_tokens\":20,\"cache_write_tokens\":30,"
                        + "\"output_tokens\":40,\"reasoning_tokens\":5,\"audio_input_tokens\":6,"
                        + "\"audio_output_tokens\":7,\"cost_usd\":\"1.000000001\",\"saved_usd\":\"2.000000002\"}]");
        assertThat(Reports.json(BY, List.of())).isEqualTo("[]");
    }

    @Test
    void csv_totals_haveAHeadAndQuotes() {
        assertThat(Reports.csv(BY, List.of(total("acme/search", "7\"8\n9"))))
                .isEqualTo(
                        "team,\"tag:cost,centre\",calls,failed,estimated,input_tokens,cache_read_tokens,"
                                + "cache_write_tokens,output_tokens,reasoning_tokens,audio_input_tokens,audio_output_tokens,"
                                + "cost_usd,saved_usd\r\nacme/search,\"7\"\"8\n9\",3,1,2,10,20,30,40,5,6,7,1.000000001,2.000000002\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"})
    void csv_formulas_becomeTexts(String formula) {
        String line = Reports.csv(List.of(Dimension.of("key")), List.of(total(formula)));

        assertThat(line).contains("'" + formula);
    }

    @Test
    void entries_bothWays_tellAbsentFromZero() {
        Entry strange = Entries.of(
                "=id", Entries.NOON, new Entry.Who("k", "o", java.util.Map.of("a", "b")), "m", 12_345_678_900L);
        EntryPage page = new EntryPage(List.of(strange, Entries.sparse("b")), "1:b");

        assertThat(EntryReports.json(page))
                .startsWith("{\"entries\":[{\"id\":\"=id\",\"at\":\"2027-01-15T08:00:00Z\",\"key\":\"k\"")
                .contains("\"tags\":{\"a\":\"b\"}", "\"cost_usd\":\"12.345678900\"", "\"input_tokens\":null")
                .contains("\"first_millis\":null", "\"stream\":false", "\"status\":200")
                .contains("\"cost_from\":\"list\",\"saved_usd\":\"0.000000000\"")
                .endsWith("\"next\":\"1:b\"}");
        assertThat(EntryReports.csv(page.entries()).lines())
                .hasSize(3)
                .element(1)
                .asString()
                .startsWith(
                        "'=id,2027-01-15T08:00:00Z,k,o,\"{\"\"a\"\":\"\"b\"\"}\",llm,openai,chat,m,openai,m,complete,200,,1,");
    }

    @Test
    void dimension_unknown_saysWhatThereIs() {
        assertThatThrownBy(() -> Dimension.of("tag:"))
                .hasMessage("by: tag: (expected: tag:<name>, one of [owner, customer, team, project] or of"
                        + " [key, route, operation, provider, model, ending, cache, day])");
        for (String each : List.of("owner", "customer", "team", "project", "key", "day", "cache", "tag:x", "model")) {
            assertThat(Dimension.of(each).name()).isEqualTo(each);
        }
    }
}
