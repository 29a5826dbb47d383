package ai.gateway.samples;

import ai.gateway.app.standin.StandIn;
import ai.gateway.app.standin.StandInSettings;

import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts samples, words what is asked of them, and reads what they tell. */
final class Samples {

    static final Path FOLDER = Path.of("src/main/resources/samples");
    static final String CHAT = "/v1/chat/completions";
    static final String MESSAGES = "/v1/messages";
    static final String[] ANTHROPIC = {"anthropic-version", "2023-06-01"};
    static final String[] ADMIN = {"authorization", "Bearer the-admin-token-of-the-sample"};

    private Samples() {}

    static SampleGateway start(String sample, String... arguments) {
        return new SampleGateway(FOLDER.resolve(sample + ".yml"), arguments);
    }

    /** The samples name the port of the stand-in; a test has one of its own on a free port. */
    static SampleGateway start(String sample, StandIn provider, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("--ai.gateway.stand-in.enabled=off", "--ai.gateway.stand-in.port=" + provider.port()));
        arguments.addAll(List.of(more));
        return start(sample, arguments.toArray(String[]::new));
    }

    static StandIn provider() {
        return StandIn.start(StandInSettings.forMachines());
    }

    /** The accounts, the log and the audit of one test. */
    static String[] ledgerIn(Path folder) {
        return new String[] {
            "--ai.gateway.ledger.enabled=true",
            "--ai.gateway.ledger.directory=" + folder.resolve("ledger"),
            "--ai.gateway.audit.directory=" + folder.resolve("audit")
        };
    }

    /** The key that samples give to whoever has this name. */
    static String[] bearer(String name) {
        return new String[] {"authorization", "Bearer sk-" + name + "-of-the-sample"};
    }

    static String chat(String model, String text) {
        return "{'model':'" + model + "','messages':[{'role':'user','content':'" + text + "'}]}";
    }

    static String stream(String model, String text) {
        return with("'stream':true", chat(model, text));
    }

    static String claude(String model) {
        return capped(50, chat(model, "Hello"));
    }

    static String capped(int tokens, String chat) {
        return with("'max_tokens':" + tokens, chat);
    }

    static String with(String member, String chat) {
        return "{" + member + "," + chat.substring(1);
    }

    /** Empty where it is not there. */
    static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    static BigDecimal cost(HttpResponse<String> answer) {
        return new BigDecimal(answer.headers()
                .firstValue("x-ai-cost-usd")
                .orElseThrow(() -> new AssertionError(answer.headers() + answer.body())));
    }
}
