package ai.gateway.app.accounts;

import ai.gateway.testing.Answer;
import ai.gateway.testing.RawHttp;
import org.jspecify.annotations.Nullable;

import java.util.Random;

/** What clients of a fleet ask for. */
final class Talk {

    private static final String CHATS = "/v1/chat/completions";

    private Talk() {}

    /** The same small thing. */
    static Crowd.Turn small(String route, int run) {
        String body = "{\"model\":\"m1\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"/echo hi\"}]}";
        return (client, dice) -> client.sendPost(CHATS, body, "x-route: " + route, Fleet.keyOf(run))
                .readAnswer();
    }

    /** Answers of any length at any price, whole and streamed. */
    static Crowd.Turn anything(int run) {
        return (client, dice) ->
                ask(client, run, body(dice, dice.nextBoolean(), "")).readAnswer();
    }

    /** The same; three of ten break, by the provider or by the client. */
    static Crowd.Turn broken(int run) {
        return (client, dice) -> {
            int luck = dice.nextInt(100);
            if (luck < 15) {
                return ask(client, run, body(dice, dice.nextInt(3) > 0, " /break " + dice.nextInt(20)))
                        .readAnswer();
            }
            return luck < 30
                    ? hangUp(ask(client, run, body(dice, /* stream= */ true, " /pace 1")), dice)
                    : ask(client, run, body(dice, dice.nextBoolean(), "")).readAnswer();
        };
    }

    private static RawHttp ask(RawHttp client, int run, String body) {
        return client.sendPost(CHATS, body, "x-route: money", Fleet.keyOf(run));
    }

    private static @Nullable Answer hangUp(RawHttp client, Random dice) {
        int pieces = dice.nextInt(6) - 1;
        if (pieces >= 0 && client.readHead().isPresent()) {
            for (int i = 0; i < pieces && client.readPiece().isPresent(); i++) {
                // one more
            }
        }
        client.abort();
        return null;
    }

    private static String body(Random dice, boolean stream, String wish) {
        return "{\"model\":\"m%d\",\"max_tokens\":%d,%s\"messages\":[{\"role\":\"user\",\"content\":\"/words %d%s\"}]}"
                .formatted(
                        dice.nextInt(4),
                        5 + dice.nextInt(36),
                        stream ? "\"stream\":true," : "",
                        1 + dice.nextInt(40),
                        wish);
    }
}
