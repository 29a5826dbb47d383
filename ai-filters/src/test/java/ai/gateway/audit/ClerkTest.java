package ai.gateway.audit;

import ai.gateway.ledger.Deed;
import ai.gateway.ledger.LedgerException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Decisions while the database is away. */
class ClerkTest {

    @TempDir
    Path folder;

    private final List<Deed.Done> chain = Collections.synchronizedList(new ArrayList<>());
    private final AtomicBoolean away = new AtomicBoolean();

    private Clerk clerk() {
        return new Clerk(
                some -> {
                    if (away.get()) {
                        throw new LedgerException("away");
                    }
                    chain.addAll(some);
                },
                new Pending(folder.resolve("audit"), 10_000));
    }

    private static Deed.Done deed(int number) {
        return new Deed.Done(
                number,
                "id-" + number,
                new Deed("key:a", "refuse.x", "::1", null, "{\"route\":\"r\\\"" + number + "\"}"));
    }

    @Test
    void write_whileTheDatabaseIsAway_isInTheFile_andInTheChainWhenItIsBack() throws IOException {
        away.set(true);
        try (Clerk clerk = clerk()) {
            clerk.write(List.of(deed(1), deed(2)));
            clerk.write(List.of(deed(3)));
            Path file = folder.resolve("audit/pending.jsonl");
            assertThat(Files.readAllLines(file)).hasSize(3);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");

            away.set(false);
            clerk.write(List.of(deed(4)));

            assertThat(chain).containsExactly(deed(1), deed(2), deed(3), deed(4));
            assertThat(file).doesNotExist();
        }
    }

    /** A gateway that was killed meanwhile, in the middle of a line. */
    @Test
    void start_whereAFileWasLeft_bringsItIntoTheChainByItself() throws IOException {
        away.set(true);
        try (Clerk clerk = clerk()) {
            clerk.write(List.of(deed(1), deed(2)));
        }
        Files.writeString(folder.resolve("audit/pending.jsonl"), "{\"at\":3,\"sub", StandardOpenOption.APPEND);
        away.set(false);

        try (Clerk clerk = clerk()) {
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> chain.size() == 2);
            assertThat(clerk.bringPending()).isTrue();
        }
        assertThat(chain).containsExactly(deed(1), deed(2));
        assertThat(folder.resolve("audit/pending.jsonl")).doesNotExist();
    }

    @Test
    void file_thatIsFull_takesNoMore() {
        away.set(true);
        try (Clerk clerk = clerk()) {
            List<Deed.Done> many = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                many.add(deed(i));
            }
            assertThatThrownBy(() -> clerk.write(many))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("is full");
        }
    }
}
