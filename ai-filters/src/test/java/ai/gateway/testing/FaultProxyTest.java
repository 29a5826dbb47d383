package ai.gateway.testing;

import ai.gateway.testing.RawHttp.Ending;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

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

        Answer answer = call();

        assertThat(answer.text()).isEqualTo(BODY);
        assertThat(answer.pieces()).hasSizeGreaterThan(5);
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
            client.patience(Duration.ofMillis(100));
            Answer stalled = client.readAnswer();
            assertThat(stalled.text()).isEqualTo("012");
            assertThat(stalled.ending()).isEqualTo(Ending.OPEN);

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
        try (FaultProxy nowhere = FaultProxy.to(FaultUpstream.refusedPort());
                RawHttp client = RawHttp.connect(nowhere.port())) {
            assertThat(client.awaitClose(SOON)).isEqualTo(Ending.RESET);
        }
    }

    private Answer call() {
        return RawHttp.post(proxy.port(), "/a", "{\"q\":1}");
    }
}
