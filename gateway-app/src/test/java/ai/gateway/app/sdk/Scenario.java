package ai.gateway.app.sdk;

import org.jspecify.annotations.Nullable;

import java.util.function.BiFunction;
import java.util.function.Consumer;

/** A row of the table. */
enum Scenario {
    TEXT("text", Trial::text),
    STREAM("text, streamed", Trial::stream),
    CALLS("tool calls", Trial::calls),
    CALLS_STREAMED("parallel tool calls, streamed", Trial::callsStreamed),
    RESULTS("tool results in a second turn", Trial::results),
    RESULTS_STREAMED("the same, both turns streamed", Trial::resultsStreamed),
    IMAGE("image in the prompt", Trial::image),
    SCHEMA("answer by a schema", Trial::schema),
    THOUGHTS("thoughts", Trial::thoughts),
    THOUGHTS_STREAMED("thoughts, streamed", Trial::thoughtsStreamed),
    SIGNATURE("signature of thoughts back in a second turn", Trial::signature, Scenario::unsigned),
    SIGNATURE_STREAMED("the same, both turns streamed", Trial::signatureStreamed, Scenario::unsigned),
    LENGTH("stop by length", Trial::length),
    LENGTH_STREAMED("stop by length, streamed", Trial::lengthStreamed),
    REFUSED_400("400", trial -> trial.refused(400)),
    REFUSED_401("401, the client's own key", trial -> trial.refused(401)),
    KEY_REFUSED("401, the gateway's key: told as 502", Trial::keyRefused),
    REFUSED_404("404", trial -> trial.refused(404)),
    REFUSED_429("429", trial -> trial.refused(429)),
    REFUSED_500("500", trial -> trial.refused(500)),
    REFUSED_529("529", trial -> trial.refused(529)),
    FAILS("error in mid-stream", Trial::failsInStream),
    TORN("connection torn in mid-stream", Trial::tornInStream),
    HANGS_UP("client hangs up half way", Trial::hangsUp);

    private final String title;
    private final Consumer<Trial> trial;
    private final BiFunction<Sdk, Provider, @Nullable String> without;

    Scenario(String title, Consumer<Trial> trial) {
        this(title, trial, (sdk, provider) -> null);
    }

    Scenario(String title, Consumer<Trial> trial, BiFunction<Sdk, Provider, @Nullable String> without) {
        this.title = title;
        this.trial = trial;
        this.without = without;
    }

    String title() {
        return title;
    }

    void run(Trial made) {
        trial.accept(made);
    }

    /** Why there is nothing to try, null where there is. */
    @Nullable
    String without(Sdk sdk, Provider provider) {
        return without.apply(sdk, provider);
    }

    private static @Nullable String unsigned(Sdk sdk, Provider provider) {
        return provider.signs() ? null : "providers of this dialect sign no thoughts";
    }
}
