package ai.gateway.pii;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EntityTest {

    private static final Path PAGE = Path.of("..", "docs", "entities.md");

    @Test
    void named_oneOrAGroupOrAll_areThose() {
        assertThat(Entity.named("email")).containsExactly(Entity.EMAIL);
        assertThat(Entity.named("NETWORK")).containsExactly(Entity.IP, Entity.MAC, Entity.URL_CREDENTIALS);
        assertThat(Entity.named("all")).hasSameSizeAs(Entity.values());
    }

    @Test
    void named_unknown_saysWhichThereAre() {
        assertThatThrownBy(() -> Entity.named("EMIAL"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("entity: EMIAL (expected: ALL, one of [CONTACT, ");
    }

    @Test
    void groups_all_haveEntities() {
        assertThat(Group.values())
                .allSatisfy(group -> assertThat(Entity.named(group.name()))
                        .allSatisfy(entity -> assertThat(entity.group()).isEqualTo(group)));
    }

    @Test
    void nationalIds_areThoseOfTwelveCountriesAndMore() {
        Stream<String> countries =
                Entity.named("NATIONAL_ID").stream().map(entity -> entity.name().substring(0, 2));

        assertThat(countries.distinct()).hasSizeGreaterThan(12);
    }

    @Test
    void wanted_names_addUp() {
        assertThat(Wanted.of("EMAIL", "NETWORK").entities())
                .isEqualTo(EnumSet.of(Entity.EMAIL, Entity.IP, Entity.MAC, Entity.URL_CREDENTIALS));
    }

    @Test
    void wanted_scoreOutOfBounds_isNone() {
        assertThatThrownBy(() -> Wanted.of().withMinScore(1.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("min-score: 1.5 (expected: 0 to 1)");
    }

    @Test
    void page_listsTheEntitiesInTheirOrder() throws IOException {
        List<String> listed = Files.readAllLines(PAGE).stream()
                .takeWhile(line -> !line.equals("## Names"))
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|", -1))
                .map(cells -> cells[1].strip().replace("`", "") + " " + cells[2].strip())
                .toList();

        assertThat(listed)
                .isEqualTo(Arrays.stream(Entity.values())
                        .map(entity -> entity.name() + " " + entity.group())
                        .toList());
    }
}
