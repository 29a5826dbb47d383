package ai.gateway.testing;

import ai.gateway.testing.RawHttp.Ending;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.UncheckedIOException;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith({LeakCheck.class, BlockingCheck.class})
class FaultProxyTest {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String BODY = "0123456789";
    private static final int HEAD = "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n".length();

    private final FaultUpstream upstream = FaultUpstream.start();
    private final FaultProxy proxy = FaultProxy.to(upstream.port());

    @BeforeEach
    void answer() {
        upstream.play("/a", Script.head(200).body(BODY));
    }

    @AfterEach
    void close() {
        proxy.close();
        upstream.close();
    }

    @Test
    void noSwitch_passes() {
        Answer answer = call();

        assertThat(answer.text()).isEqualTo(BODY);
        assertThat(answer.ending()).isEqualTo(Ending.CLEAN_END);
        assertThat(upstream.requests().get(0).text()).isEqualTo("{\"q\":1}");
    }

    @Test
    void noSwitch_clientGone_upstreamIsClosed() {
        upstream.play("/a", Faults.hang());
        RawHttp client = RawHttp.connect(proxy.port()).sendPost("/a", "{}");
        upstream.awaitRequests(1, SOON);

        client.abort();

        assertThat(upstream.awaitClosedByPeer(1, SOON).get(0).by()).isEqualTo(SeenClose.By.PEER_RESET);
    }

    @Test
    void noSwitch_megabytes_passUnchanged() {
        upstream.play("/a", Faults.hugeBody(8 << 20));

        assertThat(call().body()).hasSize((8 << 20) + 8);
    }

    @Test
    void slice_oneByte_everyByteAlone() {
        proxy.slice(1, Duration.ofMillis(2));
        long before = System.nanoTime();

        Answer answer = call();

        assertThat(answer.text()).isEqualTo(BODY);
        // A pause follows each byte, so the last one cannot come before all the pauses of the others.
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo((HEAD + BODY.length() - 1) * 2_000_000L);
    }

    @Test
    void closeAt_inTheBody_finAfterThatByte() {
        proxy.closeAt(HEAD + 4);

        assertThat(call()).satisfies(answer -> {
            assertThat(answer.text()).isEqualTo("0123");
            assertThat(answer.ending()).isEqualTo(Ending.CLOSED);
        });
    }

    @Test
    void resetAt_inTheBody_resetAfterThatByte() {
        proxy.slice(3, Duration.ofMillis(1)).resetAt(HEAD + 4);

        assertThat(call()).satisfies(answer -> {
            assertThat(answer.text()).isEqualTo("0123");
            assertThat(answer.ending()).isEqualTo(Ending.RESET);
        });
        upstream.awaitNoOpenConnections(SOON);
    }

    @Test
    void resetAt_zero_requestArrivedButNoAnswer() {
        proxy.resetAt(0);

        assertThat(call().ending()).isEqualTo(Ending.RESET);
        assertThat(upstream.requests()).hasSize(1);
    }

    @Test
    void corrupt_oneByte_onlyThatOne() {
        proxy.corrupt(HEAD + 2);

        byte[] body = call().body();

        assertThat(body[2]).isEqualTo((byte) ~'2');
        assertThat(body[1]).isEqualTo((byte) '1');
        assertThat(body[3]).isEqualTo((byte) '3');
    }

    @Test
    void stallAt_healed_goesOn() {
        proxy.stallAt(HEAD + 3);
        try (RawHttp client = RawHttp.connect(proxy.port()).sendPost("/a", "{}")) {
            client.readHead();
            assertThat(client.readPiece().map(Answer.Piece::text)).hasValue("012");
            client.patience(Duration.ofMillis(50));
            assertThat(client.readPiece()).isEmpty();
            assertThat(client.ending()).isEqualTo(Ending.OPEN);

            proxy.heal();

            client.patience(SOON);
            assertThat(client.readAnswer().text()).isEqualTo("3456789");
        }
    }

    @Test
    void delay_answer_comesLater() {
        proxy.delay(Duration.ofMillis(60));
        long before = System.nanoTime();

        Answer answer = call();

        assertThat(answer.head().nanos() - before).isGreaterThan(60_000_000);
    }

    @Test
    void upstreamResets_clientIsReset() {
        upstream.play("/a", Faults.resetInStream("a"));

        assertThat(call().ending()).isEqualTo(Ending.RESET);
    }

    @Test
    void upstreamRefuses_clientIsReset() {
        try (FaultProxy nowhere = FaultProxy.to(FaultUpstream.refusedPort())) {
            assertThat(endOfAConnectionTo(nowhere)).isEqualTo(Ending.RESET);
        }
    }

    /** The reset may be there before the connecting call has returned. */
    private static Ending endOfAConnectionTo(FaultProxy proxy) {
        try (RawHttp client = RawHttp.connect(proxy.port())) {
            return client.awaitClose(SOON);
        } catch (UncheckedIOException reset) {
            return Ending.RESET;
        }
    }

    private Answer call() {
        return RawHttp.post(proxy.port(), "/a", "{\"q\":1}");
    }
}
