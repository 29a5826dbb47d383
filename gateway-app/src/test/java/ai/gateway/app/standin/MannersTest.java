package ai.gateway.app.standin;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** How answers come and fail to come. */
class MannersTest {
    private static final String PATH = "/v1/chat/completions";

    private static String ask(String text, boolean stream) {
        return "{'stream':" + stream + ",'messages':[{'role':'user','content':'" + text + "'}]}";
    }

    /** Opens a raw connection and sends a chat request; what comes back is the test's to read. */
    private static Socket open(StandIn standIn, String body) throws IOException {
        Socket socket = new Socket("127.0.0.1", standIn.port());
        socket.setSoTimeout(20_000);
        byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        OutputStream out = socket.getOutputStream();
        out.write(("POST " + PATH + " HTTP/1.1\r\nhost: x\r\ncontent-length: " + bytes.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.flush();
        return socket;
    }

    /** All that comes until the connection ends, and how it ends. */
    private static String readAll(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder all = new StringBuilder();
        byte[] buffer = new byte[8192];
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                all.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
            }
            return all + "<closed>";
        } catch (IOException reset) {
            return all + "<" + reset.getMessage() + ">";
        }
    }

    private static void awaitNoneOpen(StandIn standIn) {
        long giveUp = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (standIn.open() > 0 && System.nanoTime() < giveUp) {
            Thread.onSpinWait();
        }
        assertThat(standIn.open()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/v1/nothing,/error/code,not_found",
        "GET,/v1/chat/completions,/error/code,not_found",
        "POST,/v1/messages/nothing,/error/type,not_found_error",
        "POST,/v1beta/models/m:nothing,/error/status,NOT_FOUND",
        "POST,/v2/nothing,/message,The stand-in does not serve POST /v2/nothing.",
        "POST,/api/nothing,/error,The stand-in does not serve POST /api/nothing.",
        "POST,/model/m/nothing,/message,The stand-in does not serve POST /model/m/nothing."
    })
    void unknownPath_eachDialect_isNotFoundInItsShape(String method, String path, String pointer, String expected) {
        try (Client client = new Client(StandInSettings.forMachines())) {
            HttpResponse<byte[]> response = client.send(method, path, new byte[0]);

            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(Client.at(Client.json(response), pointer)).isEqualTo(expected);
        }
    }

    @Test
    void notJson_isRefused() {
        try (Client client = new Client(StandInSettings.forMachines())) {
            assertThat(client.post(PATH, "{'messages':").statusCode()).isEqualTo(400);
            assertThat(client.post(PATH, "").statusCode()).isEqualTo(400);
            assertThat(client.post(PATH, "[]").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void pathThatIsNoText_isRefused() {
        Router router = new Router(StandInSettings.forMachines(), new Script(0, Clock.systemUTC()));
        HttpCall call = new HttpCall("POST", "/model/%zz/converse", new DefaultHttpHeaders(), new byte[0]);

        assertThat(((HttpAnswer.Whole) router.answer(call)).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "authorization,Bearer secret,200",
        "authorization,'AWS4-HMAC-SHA256 Credential=secret/20260101/us-east-1/bedrock/aws4_request, Signature=x',200",
        "x-api-key,secret,200",
        "x-goog-api-key,secret,200",
        "api-key,secret,200",
        "x-api-key,other,401",
        "accept,*/*,401"
    })
    void requiredKey_whereverItIs_isInsistedOn(String name, String value, int status) {
        try (Client client = new Client(StandInSettings.forMachines().withRequiredKey("secret"))) {
            assertThat(client.post(PATH, ask("hi", false), name, value).statusCode())
                    .isEqualTo(status);
        }
    }

    @Test
    void header_directives_countWhereTheTextDoesNotSayOtherwise() {
        try (Client client = new Client(StandInSettings.forMachines())) {
            assertThat(client.post(PATH, ask("hi", false), "x-stand-in", "/error 503 busy")
                            .statusCode())
                    .isEqualTo(503);
            assertThat(client.post(PATH, ask("/error 429", true), "x-stand-in", "/error 503 busy")
                            .statusCode())
                    .isEqualTo(429);
            assertThat(Client.text(client.post(PATH, ask("/length", false), "x-stand-in", "/echo from the header")))
                    .contains("from the header", "\"length\"");
            assertThat(client.post("/v1/embeddings", "{'model':'m','input':'hi'}", "x-stand-in", "/error 500")
                            .statusCode())
                    .isEqualTo(500);
        }
    }

    @Test
    void break_stream_resetsAfterThatManyEvents() throws IOException {
        try (StandIn standIn = StandIn.start(StandInSettings.forMachines());
                Socket socket = open(standIn, ask("/break 3 /words 100", true))) {
            String all = readAll(socket);

            assertThat(all.split("data: ", -1)).hasSize(1 + 3);
            assertThat(all).containsIgnoringCase("reset").doesNotContain("<closed>");
            awaitNoneOpen(standIn);
        }
    }

    @Test
    void break_whole_resetsAfterHalfTheBody() throws IOException {
        try (StandIn standIn = StandIn.start(StandInSettings.forMachines());
                Socket socket = open(standIn, ask("/break /chars 1000", false))) {
            String all = readAll(socket);

            assertThat(all)
                    .contains("The stand-in fills")
                    .doesNotContain("usage")
                    .containsIgnoringCase("reset");
            awaitNoneOpen(standIn);
        }
    }

    @Test
    void clientGone_halfWayThroughAnEndlessStream_isNoticed() throws IOException {
        try (StandIn standIn = StandIn.start(StandInSettings.forPeople())) {
            try (Socket socket = open(standIn, ask("/pace 1 /words 100000", true))) {
                assertThat(socket.getInputStream().readNBytes(2000)).hasSize(2000);
                assertThat(standIn.open()).isEqualTo(1);
            }
            awaitNoneOpen(standIn);
        }
    }

    @Test
    void clientGone_beforeASlowAnswer_isNoticed() throws IOException {
        try (StandIn standIn = StandIn.start(StandInSettings.forMachines())) {
            try (Socket socket = open(standIn, ask("/slow 600000", false))) {
                long giveUp = System.nanoTime() + Duration.ofSeconds(10).toNanos();
                while (standIn.open() == 0 && System.nanoTime() < giveUp) {
                    Thread.onSpinWait();
                }
                assertThat(socket.isConnected()).isTrue();
                assertThat(standIn.open()).isEqualTo(1);
            }
            awaitNoneOpen(standIn);
        }
    }

    @Test
    void slowReader_ofAHugeStream_getsAllOfIt() throws Exception {
        try (Client client = new Client(StandInSettings.forMachines().withFlushEach(false))) {
            CountDownLatch done = new CountDownLatch(1);
            String[] all = new String[1];
            Thread reader = new Thread(() -> {
                all[0] = Client.text(client.post(PATH, ask("/chars 80000", true)));
                done.countDown();
            });
            reader.start();

            assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(all[0]).endsWith("data: [DONE]\n\n");
            assertThat(Client.events(all[0])).hasSize(1 + 20_000 + 2);
        }
    }

    @Test
    void slowAndPace_delayWhatTheySay() {
        try (Client client = new Client(StandInSettings.forMachines())) {
            long start = System.nanoTime();
            client.post(PATH, ask("/slow 100 /pace 20 /words 2", true));
            Duration took = Duration.ofNanos(System.nanoTime() - start);

            // Start, three pieces, finish and marker: six pauses of 20 ms behind 100 ms.
            assertThat(took).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        }
    }

    @Test
    void answerSize_set_isTheSizeOfEveryAnswer() {
        try (Client client = new Client(StandInSettings.forMachines().withAnswerSize(1024))) {
            assertThat(Client.at(client.json(PATH, ask("hi", false)), "/choices/0/message/content"))
                    .hasSize(1024);
        }
    }

    @Test
    void settings_wrongValues_areRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StandInSettings.forPeople().withEventTokens(0))
                .withMessage("eventTokens: 0 (expected: > 0)");
        assertThatIllegalArgumentException().isThrownBy(() -> StandInServer.settings("--prot=1"));
        assertThat(StandInServer.settings("--port=1234", "--pace=0", "--key=k"))
                .isEqualTo(StandInSettings.forMachines().withPort(1234).withRequiredKey("k"));
    }
}
