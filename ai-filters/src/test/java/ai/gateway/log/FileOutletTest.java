package ai.gateway.log;

import ai.gateway.ledger.LedgerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Lines in files. */
class FileOutletTest {

    @TempDir
    Path folder;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void write_aFileThatIsFull_isNumbered_andOnlySoManyAreKept() throws IOException {
        FileOutlet outlet = new FileOutlet(folder.resolve("log"), 1500, 3);
        for (int i = 0; i < 9; i++) {
            outlet.write(List.of(Made.logged("id-" + i, "x".repeat(300))));
        }

        assertThat(names()).containsExactly("log", "log.1", "log.2");
        for (String name : names()) {
            Path file = folder.resolve(name);
            assertThat(Files.size(file)).isLessThanOrEqualTo(1500);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(Files.readAllLines(file)).allMatch(line -> line.startsWith("{\"id\":") && line.endsWith("}"));
        }
        assertThat(Files.readString(folder.resolve("log"))).contains("id-8");
        assertThat(Files.readString(folder.resolve("log.1"))).doesNotContain("id-8");
    }

    @Test
    void write_whereOneFileIsAll_itBeginsAnew() throws IOException {
        FileOutlet outlet = new FileOutlet(folder.resolve("log"), 10, 1);
        outlet.write(List.of(Made.logged("a")));
        outlet.write(List.of(Made.logged("b"), Made.logged("c")));

        assertThat(names()).containsExactly("log");
        assertThat(Files.readAllLines(folder.resolve("log"))).hasSize(2);
    }

    @Test
    void write_whereThereIsNoPlace_isToldSo_toBeTriedAgain() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        FileOutlet outlet = new FileOutlet(file.resolve("log"), 10, 1);

        assertThatThrownBy(() -> outlet.write(List.of(Made.logged("a")))).isInstanceOf(LedgerException.class);
    }
}
