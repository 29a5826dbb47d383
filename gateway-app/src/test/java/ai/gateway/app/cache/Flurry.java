package ai.gateway.app.cache;

import ai.gateway.app.GatewayApp;
import ai.gateway.app.standin.StandIn;
import ai.gateway.app.standin.StandInSettings;
import ai.gateway.testing.Answer;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many who ask a few questions at the same time, in any dialect, whole and in pieces; some of them leave half way. */
final class Flurry implements AutoCloseable {

    private static final int CLIENTS = 16;
    private static final int QUESTIONS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    private final StandIn standIn =
            StandIn.start(new StandInSettings(0, Duration.ZERO, Duration.ZERO, 1, 0, true, null));
    private final RunningGateway gateway;

    /** @param maxAnswer up to which answers are kept; of longer ones nothing is held that all have read */
    Flurry(String maxAnswer) {
        gateway = RunningGateway.start(GatewayApp.class, """
                ai.gateway:
                  stand-in.enabled: off
                  providers:
                    good: { dialect: openai, base-url: "%1$s/v1", api-key: theirs }
                spring.cloud.gateway.server.webflux.routes:
                - id: open
                  uri: ai://good
                  predicates: [ "Path=/v1/**" ]
                  filters: [ { name: AiCache, args: { ttl: 1h, max-answer: %2$s } } ]
                """.formatted(standIn.baseUrl(), maxAnswer));
    }

    RunningGateway gateway() {
        return gateway;
    }

    /** What went wrong; nothing where all was well. */
    List<String> run(long seed) throws Exception {
        Random dice = new Random(seed);
        List<Future<@Nullable String>> all = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Random own = new Random(dice.nextLong());
            all.add(clients.submit(() -> ask(seed, own)));
        }
        List<String> wrong = new ArrayList<>();
        for (Future<@Nullable String> each : all) {
            String what = each.get();
            if (what != null) {
                wrong.add("seed " + seed + ": " + what);
            }
        }
        return wrong;
    }

    private @Nullable String ask(long seed, Random dice) {
        int question = dice.nextInt(QUESTIONS);
        String word = "q" + seed + "x" + question + "y";
        String expected = (word + ' ').repeat(question == 0 ? 400 : 40).strip();
        Way way = Way.values()[dice.nextInt(Way.values().length)];
        try (RawHttp client = RawHttp.connect(gateway.port()).patience(PATIENCE)) {
            client.sendPost(way.path(), way.body("/pace 1 /echo " + expected, dice.nextBoolean()));
            if (dice.nextInt(3) == 0) {
                leave(client, dice);
                return null;
            }
            Answer answer = client.readAnswer();
            String said = way.said(answer);
            boolean right =
                    answer.status() == 200 && answer.ending() == RawHttp.Ending.CLEAN_END && said.equals(expected);
            return right ? null : way + " " + answer.status() + " " + answer.ending() + " " + said;
        }
    }

    private static void leave(RawHttp client, Random dice) {
        int pieces = dice.nextInt(5) - 1;
        if (pieces >= 0 && client.readHead().isPresent()) {
            for (int i = 0; i < pieces && client.readPiece().isPresent(); i++) {
                // one more
            }
        }
        client.abort();
    }

    @Override
    public void close() {
        clients.shutdownNow();
        gateway.close();
        standIn.close();
    }
}
