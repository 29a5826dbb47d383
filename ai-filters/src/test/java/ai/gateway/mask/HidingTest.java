package ai.gateway.mask;

import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.pii.PersonalData;
import ai.gateway.pii.Wanted;
import ai.gateway.plug.Hiding;
import ai.gateway.scan.Find;
import ai.gateway.scan.Scanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

class HidingTest {

    private static final Scanner SCANNER = PersonalData.scanner(Wanted.of("EMAIL", "CREDIT_CARD", "IBAN"));
    private static final String WORDS = "Some words that nobody needs to hide come first, and then ";

    @Test
    void whatAModelSays_cutAnywhere_isHidden() {
        String said = WORDS + "alice.smith@corp.example paid with 4111 1111 1111 1111, " + WORDS + WORDS
                + "from DE89 3704 0044 0532 0130 00 to bob@corp.example";
        String hidden = WORDS + "[EMAIL] paid with [CREDIT_CARD], " + WORDS + WORDS + "from [IBAN] to [EMAIL]";
        for (int seed = 0; seed < 300; seed++) {
            Random dice = new Random(seed);
            Hiding flow = new Hiding(SCANNER);
            StringBuilder out = new StringBuilder();
            for (int from = 0; from < said.length(); ) {
                int to = Math.min(said.length(), from + 1 + dice.nextInt(1 + seed % 60));
                out.append(flow.piece(Role.ASSISTANT, 0, said.substring(from, to)));
                from = to;
            }
            assertThat(out + flow.rest(Role.ASSISTANT, 0)).as("seed " + seed).isEqualTo(hidden);
        }
    }

    @ParameterizedTest
    @CsvSource({"EMAIL", "CREDIT_CARD", "IBAN", "IP", "MAC", "PHONE"})
    void synthetic_isOfTheSameKind_andEachIsAnother(String type) {
        Synthetic names = new Synthetic();
        Scanner scanner = PersonalData.scanner(Wanted.of(type));
        String last = "";
        for (int i = 0; i < 90; i++) {
            String name = names.of(type, "original", i);
            List<Find> finds = scanner.scan("it is " + name + " indeed");
            assertThat(finds).as(name).hasSize(1);
            assertThat(finds.get(0).in("it is " + name + " indeed"))
                    .isEqualTo(name)
                    .isNotEqualTo(last);
            last = name;
        }
    }
}
