package ai.gateway.ledger;

import ai.gateway.exchange.Usage;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EntryCodecTest {

    private static byte[] written(int kind, Entry entry) {
        Packing packing = new Packing();
        EntryCodec.write(kind, entry, packing);
        return Arrays.copyOf(packing.bytes(), packing.length());
    }

    @Test
    void read_whatWasWritten_isTheSame() {
        for (Entry each : List.of(Entries.full("a"), Entries.sparse("b"))) {
            byte[] bytes = written(EntryCodec.END, each);

            assertThat(EntryCodec.read(bytes)).isEqualTo(each);
            assertThat(EntryCodec.id(bytes)).isEqualTo(each.id());
            assertThat(EntryCodec.kind(bytes)).isEqualTo(EntryCodec.END);
        }
    }

    @Test
    void read_extremeNumbers_areTheSame() {
        for (long each : new long[] {0, 1, -1, 63, 64, 127, 128, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 62}) {
            Entry entry = Entries.charged("a", new ai.gateway.quota.Charge("c", each, each, each));

            assertThat(EntryCodec.read(written(EntryCodec.BEGIN, entry))).isEqualTo(entry);
        }
    }

    /** What clients choose can neither fill the journal nor be what PostgreSQL refuses. */
    @Test
    void write_textsOfClients_areTamed() {
        String smile = "\uD83D\uDE00";
        Entry wild = new Entry(
                "a",
                1,
                new Entry.Who("k", "", Map.of("t", "x\0y")),
                new Entry.What("r", "d", "o", "m".repeat(511) + smile + "tail", null, "\0"),
                Entries.full("x").how(),
                Usage.NONE,
                Entry.Cost.NONE,
                List.of());

        Entry kept = EntryCodec.read(written(EntryCodec.END, wild));

        assertThat(kept.who().tags()).isEqualTo(Map.of("t", "x\uFFFDy"));
        assertThat(kept.what().asked()).isEqualTo("m".repeat(511));
        assertThat(kept.what().model()).isEqualTo("\uFFFD");
    }

    @Test
    void write_namesThatCannotBeKept_areRefused() {
        assertThatThrownBy(() -> written(EntryCodec.END, Entries.full("x".repeat(513))))
                .isInstanceOf(LedgerException.class)
                .hasMessageStartingWith("id: 513 characters");
        assertThatThrownBy(() -> written(EntryCodec.END, Entries.charged("a", Entries.charge("c\0", 1))))
                .isInstanceOf(LedgerException.class)
                .hasMessageStartingWith("counter: 2 characters");
    }

    /** As gateways wrote it that knew nothing of what a cache saves. */
    @Test
    void read_theFirstFormat_isReadAsItWasMeant() {
        byte[] old = HexFormat.of()
                .parseHex("0201026180c0e285e36806616c6963651061636d652f7365617263682f77656202057465616d07736561726368"
                        + "046c6c6d076f70656e616905636861740a6770742d736d616c6c0a616e7468726f70696309636c617564652d35"
                        + "076661696c6564ec0715757073747265616d5f756e617661696c61626c650603056d697373f0019035c8012806"
                        + "a006640c0ea8e8c8e99707056c6973740214746f6b656e732f316d2f6b65793a616c69636580c0e285e368c0e9"
                        + "e985e368fa08");
        Entry like = Entries.full("a");

        assertThat(EntryCodec.id(old)).isEqualTo("a");
        assertThat(EntryCodec.read(old))
                .isEqualTo(new Entry(
                        "a",
                        like.at(),
                        new Entry.Who("alice", "acme/search/web", Map.of("team", "search")),
                        like.what(),
                        like.how(),
                        like.usage(),
                        new Entry.Cost(like.cost().nanoUsd(), "list", 0),
                        List.of(like.charges().get(0))));
    }

    @Test
    void read_aLaterFormat_isRefused() {
        byte[] bytes = written(EntryCodec.END, Entries.full("a"));
        bytes[1] = 9;

        assertThatThrownBy(() -> EntryCodec.read(bytes))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("format 9");
    }
}
