package ai.gateway.app.standin;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioSystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SideApisTest {
    private static Client client;

    @BeforeAll
    static void start() {
        client = new Client(StandInSettings.forMachines());
    }

    @AfterAll
    static void stop() {
        client.close();
    }

    private static byte[] form(String name, String content) {
        return ("--b\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nbatch\r\n"
                        + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: text/plain\r\n\r\n" + content + "\r\n--b--\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static HttpResponse<byte[]> multipart(String path, byte[] body) {
        return client.send("POST", path, body, "content-type", "multipart/form-data; boundary=b");
    }

    @Test
    void embeddings_floatAndBase64_areTheSameUnitVector() {
        JsonNode floats = client.json("/v1/embeddings", "{'model':'m','input':['red fox','blue'],'dimensions':16}");
        JsonNode coded = client.json(
                "/v1/embeddings", "{'model':'m','input':'red fox','dimensions':16,'encoding_format':'base64'}");

        byte[] bytes = Base64.getDecoder().decode(Client.at(coded, "/data/0/embedding"));
        ByteBuffer values = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        double squares = 0;
        for (JsonNode value : floats.at("/data/0/embedding")) {
            float coordinate = values.getFloat();
            assertThat(coordinate).isEqualTo(value.floatValue());
            squares += coordinate * coordinate;
        }
        assertThat(bytes).hasSize(64);
        assertThat(squares).isCloseTo(1, within(1e-5));
        assertThat(floats.path("data").size()).isEqualTo(2);
    }

    @Test
    void embeddings_badDimensionsOrError_areRefused() {
        assertThat(client.post("/v1/embeddings", "{'model':'m','input':'a','dimensions':0}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(client.post("/v1/embeddings", "{'model':'m'}").statusCode()).isEqualTo(400);
        assertThat(client.post("/v1/embeddings", "{'model':'m','input':'a','dimensions':9999999999}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(client.post("/v1/embeddings", "{'model':'m','input':[]}").statusCode())
                .isEqualTo(200);
        assertThat(client.post("/v1/embeddings", "{'model':'m','input':'/error 429'}")
                        .statusCode())
                .isEqualTo(429);
    }

    @Test
    void models_eachDialect_listsInItsShape() {
        assertThat(Client.at(client.get("/v1/models"), "/object")).isEqualTo("list");
        assertThat(Client.at(client.get("/v1/models/any/name"), "/id")).isEqualTo("any/name");
        assertThat(Client.at(client.get("/v1/models", "anthropic-version", "2023-06-01"), "/data/0/type"))
                .isEqualTo("model");
        assertThat(Client.at(client.get("/v1/models", "x-goog-api-key", "k"), "/models/0/name"))
                .isEqualTo("models/stand-in");
        assertThat(client.send("DELETE", "/v1/models/any", new byte[0]).statusCode())
                .isEqualTo(404);
    }

    @Test
    void images_asked_areRealPictures() throws Exception {
        JsonNode answer = client.json("/v1/images/generations", "{'prompt':'a dot','n':2}");

        assertThat(answer.path("data").size()).isEqualTo(2);
        byte[] png = Base64.getDecoder().decode(Client.at(answer, "/data/1/b64_json"));
        assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(1);
    }

    @Test
    void speech_asked_isRealSound() throws Exception {
        HttpResponse<byte[]> response = client.post("/v1/audio/speech", "{'model':'m','input':'hi','voice':'v'}");

        assertThat(response.headers().firstValue("content-type")).contains("audio/wav");
        assertThat(AudioSystem.getAudioInputStream(new ByteArrayInputStream(response.body()))
                        .getFrameLength())
                .isEqualTo(800);
    }

    @Test
    void transcription_multipart_hearsTheFile() {
        JsonNode answer = Client.json(multipart("/v1/audio/transcriptions", form("a.wav", "12345")));

        assertThat(Client.at(answer, "/text")).isEqualTo("The stand-in heard a.wav, 5 bytes.");
        assertThat(client.post("/v1/audio/transcriptions", "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void moderation_textsThatAreViolentOrNot_areToldApart() {
        JsonNode answer = client.json("/v1/moderations", "{'input':['a violent text','a kind text']}");

        assertThat(answer.at("/results/0/flagged").asBoolean()).isTrue();
        assertThat(answer.at("/results/1/flagged").asBoolean()).isFalse();
    }

    @Test
    void files_wholeLife_uploadListReadBatchDelete() {
        String id = Client.at(Client.json(multipart("/v1/files", form("in.jsonl", "{}\n{}"))), "/id");

        assertThat(Client.at(client.get("/v1/files/" + id), "/purpose")).isEqualTo("batch");
        assertThat(client.get("/v1/files").toString()).contains(id);
        assertThat(Client.text(client.send("GET", "/v1/files/" + id + "/content", new byte[0])))
                .isEqualTo("{}\n{}");
        JsonNode batch = client.json("/v1/batches", "{'input_file_id':'" + id + "','endpoint':'/v1/chat/completions'}");
        assertThat(batch.at("/request_counts/total").asInt()).isEqualTo(2);
        assertThat(Client.at(client.get("/v1/batches/" + Client.at(batch, "/id")), "/status"))
                .isEqualTo("completed");
        assertThat(Client.json(client.send("DELETE", "/v1/files/" + id, new byte[0]))
                        .path("deleted")
                        .asBoolean())
                .isTrue();
        assertThat(client.send("GET", "/v1/files/" + id, new byte[0]).statusCode())
                .isEqualTo(404);
    }

    @Test
    void files_tooMany_pushOutTheOldest() {
        String first = Client.at(Client.json(multipart("/v1/files", form("first", "x"))), "/id");
        for (int i = 0; i < 100; i++) {
            multipart("/v1/files", form("f" + i, "x"));
        }

        assertThat(client.get("/v1/files").path("data").size()).isEqualTo(100);
        assertThat(client.send("GET", "/v1/files/" + first, new byte[0]).statusCode())
                .isEqualTo(404);
    }

    @Test
    void rerank_v1_sortsAndReturnsDocumentsWhenAsked() {
        JsonNode answer = client.json(
                "/v1/rerank",
                "{'model':'m','query':'red fox','documents':[{'text':'blue sea'},{'text':'red fox'}],'return_documents':true}");

        assertThat(Client.at(answer, "/results/0/document/text")).isEqualTo("red fox");
        assertThat(answer.at("/results/0/relevance_score").asDouble()).isCloseTo(1, within(1e-5));
    }
}
