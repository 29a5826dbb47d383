package ai.gateway.reach;

import ai.gateway.testing.Canary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Nobody gets the gateway to call inside, however that is written. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AddressGuardTest {

    /** Everything that the canary could be reached by, or something of its kind; PORT stands for the canary's. */
    private static final String FORMS = """
            http://127.0.0.1:PORT/
            https://127.0.0.1:PORT/
            HTTP://127.0.0.1:PORT/
            http://127.0.0.2:PORT/
            http://127.255.255.254:PORT/
            http://127.1:PORT/
            http://127.0.1:PORT/
            http://127.0.0.1.:PORT/
            http://2130706433:PORT/
            http://02130706433:PORT/
            http://017700000001:PORT/
            http://0x7f000001:PORT/
            http://0X7F000001:PORT/
            http://0x7f.0.0.1:PORT/
            http://0x7f.0x0.0x0.0x1:PORT/
            http://0177.0.0.1:PORT/
            http://0177.0.0.01:PORT/
            http://127.0.0.0x1:PORT/
            http://127.0.0.01:PORT/
            http://00000177.0.0.1:PORT/
            http://127.000.000.001:PORT/
            http://0:PORT/
            http://0.0.0.0:PORT/
            http://0.0.0.1:PORT/
            http://0x0:PORT/
            http://4294967296:PORT/
            http://256.0.0.1:PORT/
            http://127.0.0.1%2f@example.com:PORT/
            http://127%2e0%2e0%2e1:PORT/
            http://%31%32%37.0.0.1:PORT/
            http://example.com@127.0.0.1:PORT/
            http://example.com:80@127.0.0.1:PORT/
            http://user:secret@hooks.test:PORT/
            http://127.0.0.1:PORT\\@hooks.test/
            http:\\\\127.0.0.1:PORT/
            http:/127.0.0.1:PORT/
            http:127.0.0.1:PORT/
            //127.0.0.1:PORT/
            http://hooks.test#@127.0.0.1:PORT/
            http:// 127.0.0.1:PORT/
            http://[::1]:PORT/
            http://[0:0:0:0:0:0:0:1]:PORT/
            http://[0000::0001]:PORT/
            http://[::]:PORT/
            http://[::ffff:127.0.0.1]:PORT/
            http://[::ffff:7f00:1]:PORT/
            http://[0:0:0:0:0:ffff:7f00:0001]:PORT/
            http://[::127.0.0.1]:PORT/
            http://[::7f00:1]:PORT/
            http://[64:ff9b::127.0.0.1]:PORT/
            http://[64:ff9b::7f00:1]:PORT/
            http://[64:ff9b:1::7f00:1]:PORT/
            http://[2002:7f00:1::]:PORT/
            http://[2002:7f00:0001::1]:PORT/
            http://[2001:0:7f00:1::]:PORT/
            http://[::1%25lo]:PORT/
            http://[::1%lo]:PORT/
            http://[fe80::1]:PORT/
            http://[fec0::1]:PORT/
            http://[fc00::1]:PORT/
            http://[fd00:ec2::254]:PORT/
            http://[ff02::1]:PORT/
            http://[::1:PORT/
            http://localhost:PORT/
            http://LOCALHOST:PORT/
            http://localhost.:PORT/
            http://a.localhost:PORT/
            http://localhost.localdomain:PORT/
            http://metadata.google.internal:PORT/
            http://printer.local:PORT/
            http://loopback.test:PORT/
            http://mapped.test:PORT/
            http://loopback6.test:PORT/
            http://nat64.test:PORT/
            http://sixtofour.test:PORT/
            http://mixed.test:PORT/
            http://private.test:PORT/
            http://any.test:PORT/
            http://10.0.0.1:PORT/
            http://172.16.0.1:PORT/
            http://172.31.255.255:PORT/
            http://192.168.0.1:PORT/
            http://100.64.0.1:PORT/
            http://100.127.255.255:PORT/
            http://169.254.169.254:PORT/latest/meta-data/
            http://[fd20:ce::254]:PORT/
            http://168.63.129.16:PORT/
            http://100.100.100.200:PORT/
            http://192.0.0.192:PORT/
            http://198.18.0.1:PORT/
            http://224.0.0.1:PORT/
            http://240.0.0.1:PORT/
            http://255.255.255.255:PORT/
            http://①②⑦.0.0.1:PORT/
            http://127。0。0。1:PORT/
            http://ⓛocalhost:PORT/
            ftp://127.0.0.1:PORT/
            file:///etc/passwd
            gopher://127.0.0.1:PORT/
            jar:http://127.0.0.1:PORT/!/
            http://:PORT/
            http://hooks..test:PORT/
            http://.hooks.test:PORT/
            http://hooks.test:PORTPORT/
            http://hooks.test:-1/
            http://hooks.test:0/
            """;

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int CONNECT_MILLIS = 2_000;

    private final List<String> asked = new ArrayList<>();
    private final AddressGuard guard = new AddressGuard(this::resolve);
    private Canary canary;

    @BeforeAll
    void start() {
        canary = new Canary();
    }

    @AfterAll
    void stop() throws IOException {
        canary.close();
    }

    private synchronized List<InetAddress> resolve(String host) throws UnknownHostException {
        asked.add(host);
        return Stream.of(
                        switch (host) {
                            case "loopback.test", "mapped.test" ->
                                new String[] {host.startsWith("m") ? "::ffff:127.0.0.1" : "127.0.0.1"};
                            case "loopback6.test" -> new String[] {"::1"};
                            case "nat64.test" -> new String[] {"64:ff9b::7f00:1"};
                            case "sixtofour.test" -> new String[] {"2002:7f00:1::1"};
                            case "mixed.test" -> new String[] {"93.184.215.14", "127.0.0.1"};
                            case "private.test" -> new String[] {"10.1.2.3"};
                            case "any.test" -> new String[] {"0.0.0.0"};
                            case "public.test" -> new String[] {"93.184.215.14", "2606:2800:21f:cb07::1"};
                            default -> new String[] {"127.0.0.1"};
                        })
                .map(Canary::address)
                .toList();
    }

    @Test
    void permit_anyFormOfAnAddressInside_connectsNowhere() {
        List<String> forms = Arrays.stream(FORMS.split("\n")).toList();
        List<String> let = new ArrayList<>();
        for (String form : forms) {
            String url = form.replace("PORT", Integer.toString(canary.port()));
            try {
                Endpoint endpoint = Endpoint.of(url);
                InetSocketAddress to = guard.permit(endpoint, AllowList.NOTHING);
                let.add(form + " -> " + to);
                connect(to);
            } catch (IllegalArgumentException | AddressRefused | UnknownHostException refused) {
                assertThat(refused.getMessage()).as(form).contains("expected: ");
            }
        }
        assertThat(forms).hasSizeGreaterThanOrEqualTo(100).doesNotHaveDuplicates();
        assertThat(canary.connects()).isZero();
        assertThat(let).isEmpty();
    }

    /** The canary can be reached, and is counted: else the test above would show nothing. */
    @Test
    void connect_withoutAGuard_reachesTheCanary() throws IOException {
        try (Canary other = new Canary()) {
            InetSocketAddress to = new InetSocketAddress("127.0.0.1", other.port());
            connect(to);

            other.awaitConnect(SOON);
        }
    }

    private static void connect(InetSocketAddress to) {
        try (Socket socket = new Socket()) {
            socket.connect(to, CONNECT_MILLIS);
        } catch (IOException nobodyThere) {
            // the canary tells
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://hooks.example.com, hooks.example.com, 443, /",
        "http://hooks.example.com/a/b?c=d, hooks.example.com, 80, /a/b?c=d",
        "https://Hooks.Example.com:8443?x, hooks.example.com, 8443, /?x",
        "https://8.8.8.8/x, 8.8.8.8, 443, /x",
        "'https://[2606:4700::1111]:8443/x', '2606:4700::1111', 8443, /x",
        "https://xn--bcher-kva.example/a%20b, xn--bcher-kva.example, 443, /a%20b",
        "https://8.example, 8.example, 443, /"
    })
    void endpoint_ofAnHonestUrl_isRead(String url, String host, int port, String target) {
        Endpoint endpoint = Endpoint.of(url);

        assertThat(endpoint.host()).isEqualTo(host);
        assertThat(endpoint.port()).isEqualTo(port);
        assertThat(endpoint.target()).isEqualTo(target);
        assertThat(endpoint.toString())
                .doesNotContain(target.substring(1) + "?")
                .doesNotContain("a/b");
    }

    @Test
    void permit_publicName_givesTheAddressThatWasLookedAtUnderItsName() throws UnknownHostException {
        int before = asked.size();

        InetSocketAddress to = guard.permit(Endpoint.of("https://public.test/x"), AllowList.NOTHING);

        assertThat(to.getAddress().getHostAddress()).isEqualTo("93.184.215.14");
        assertThat(to.getHostString()).isEqualTo("public.test");
        assertThat(asked.size() - before).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"8.8.8.8", "1.1.1.1", "172.15.0.1", "172.32.0.1", "100.63.255.255", "100.128.0.0", "2606:4700::1"
            })
    void reach_ofPublicAddresses_isPublic(String address) {
        assertThat(Reach.of(Canary.address(address))).isEqualTo(Reach.PUBLIC);
    }

    @ParameterizedTest
    @CsvSource({
        "http://loopback.test, loopback.test, true",
        "http://loopback.test, *.test, true",
        "http://loopback.test, 127.0.0.0/8, true",
        "http://loopback.test, 127.0.0.1, true",
        "http://loopback.test, 127.0.0.2, false",
        "http://loopback.test, back.test, false",
        "http://loopback.test, 128.0.0.0/1, false",
        "http://loopback6.test, ::1/128, true",
        "http://mapped.test, ::1/128, false",
        "http://localhost, localhost, true",
        "http://localhost, 127.0.0.0/8, true",
        "http://localhost, 10.0.0.0/8, false",
        "http://any.test, any.test, false",
        "http://any.test, 0.0.0.0/32, true",
        "http://nat64.test, nat64.test, false",
        "http://mixed.test, mixed.test, true",
        "http://10.1.2.3, 10.0.0.0/8, true",
        "http://10.1.2.3, *.test, false",
        "http://169.254.169.254, 10.0.0.0/8, false"
    })
    void permit_withAnAllowList_goesInsideWhereItSays(String url, String allowed, boolean permitted)
            throws UnknownHostException {
        AllowList list = AllowList.of(List.of(allowed));
        Endpoint endpoint = Endpoint.of(url);
        if (permitted) {
            assertThat(guard.permit(endpoint, list).getPort()).isEqualTo(80);
        } else {
            assertThatThrownBy(() -> guard.permit(endpoint, list)).isInstanceOf(AddressRefused.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/33",
                "10.0.0/x",
                "::1/129",
                "10.0.0.0/-1",
                "a b",
                "http://x",
                "",
                "*.",
                "host/8",
                "300.1.1.1"
            })
    void allowList_ofNonsense_isRefused(String text) {
        assertThatThrownBy(() -> AllowList.of(List.of(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: ");
    }
}
