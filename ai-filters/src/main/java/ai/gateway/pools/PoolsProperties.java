package ai.gateway.pools;

import ai.gateway.models.Ability;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What may be written of pools. Bound with all the rest of {@code ai.gateway}, not as a bean: the annotation is there for
 * the metadata that editors read.
 *
 * @param pools Pools by name: several targets behind one name, for ai://name and as a model's name on ai://auto.
 * @param modelFacts What models can do and cost, by provider/model, over what is built in.
 * @param overload How many calls are under way at a time, and what becomes of those beyond that.
 */
@ConfigurationProperties("ai.gateway")
record PoolsProperties(
        @DefaultValue Map<String, PoolProperties> pools,
        @DefaultValue Map<String, Facts> modelFacts,
        @DefaultValue Overload overload) {

    /**
     * What may be written of one pool.
     *
     * @param targets Whom it may ask: provider/model, or more words about each.
     * @param strategy Who of them is asked first.
     * @param by By what sticky and split tell requests apart: conversation, user, client, or header:name.
     * @param maxPrice What a request may cost by the price list, in USD.
     * @param rules Tags that targets must have, for requests on which a condition holds.
     * @param failover When another one is asked, and how often.
     * @param hedge When a second one is asked beside a silent first one.
     * @param breaker When a target is not asked any more for a while.
     * @param mirror Who else looks at a share of the requests.
     * @param queue Who waits when all targets have as many calls as they may.
     * @param resume What becomes of a stream that breaks off: never, or continue by another target.
     */
    record PoolProperties(
            @DefaultValue List<TargetProperties> targets,
            @DefaultValue("weighted") Strategy strategy,
            @DefaultValue("") String by,
            @Nullable BigDecimal maxPrice,
            @DefaultValue List<Rule> rules,
            @DefaultValue Failover failover,
            @DefaultValue Hedge hedge,
            @DefaultValue Breaker breaker,
            @DefaultValue Mirror mirror,
            @DefaultValue Queue queue,
            @DefaultValue("never") Resume resume) {}

    /**
     * What may be written of one target.
     *
     * @param model As provider/model.
     * @param pool Another pool, in the place of a model.
     * @param key The one of the provider's keys to use; without it, all of them.
     * @param weight Its share. None of it takes the target out.
     * @param priority Lower ones are asked first; higher ones when all of these have failed.
     * @param tags What rules and conditions may ask for.
     * @param when The condition under which it is asked.
     * @param parameters Request parameters that it gets: name=value by comma, or a JSON object.
     * @param timeouts Its own clocks.
     * @param maxConcurrent How many calls it may have at a time; 0 for any number.
     * @param adaptive Whether that number is found out while it works; the configured one is the most.
     * @param facts What it can do and costs, over what is known of its model.
     */
    record TargetProperties(
            @DefaultValue("") String model,
            @DefaultValue("") String pool,
            @DefaultValue("") String key,
            @DefaultValue("1") int weight,
            @DefaultValue("0") int priority,
            @DefaultValue List<String> tags,
            @DefaultValue("") String when,
            @DefaultValue("") String parameters,
            @DefaultValue Timeouts timeouts,
            @DefaultValue("0") int maxConcurrent,
            @DefaultValue("false") boolean adaptive,
            @DefaultValue Facts facts) {

        /** As a list has it that names nothing but models. */
        public static TargetProperties valueOf(String model) {
            return new TargetProperties(
                    model, "", "", 1, 0, List.of(), "", "", Timeouts.NONE, 0, /* adaptive= */ false, Facts.NONE);
        }

        static TargetProperties ofPool(String pool) {
            return new TargetProperties(
                    "", pool, "", 1, 0, List.of(), "", "", Timeouts.NONE, 0, /* adaptive= */ false, Facts.NONE);
        }
    }

    /**
     * Clocks of a target.
     *
     * @param connect Until the connection stands.
     * @param firstEvent Until its first event.
     * @param betweenEvents From one event to the next.
     */
    record Timeouts(
            @Nullable Duration connect,
            @Nullable Duration firstEvent,
            @Nullable Duration betweenEvents) {

        static final Timeouts NONE = new Timeouts(null, null, null);
    }

    /**
     * What is known of a model.
     *
     * @param maxInput Tokens of a prompt at most.
     * @param maxOutput Tokens of an answer at most.
     * @param can What it can do.
     * @param cannot What it cannot do.
     * @param inputPrice USD for a million tokens of a prompt.
     * @param outputPrice USD for a million tokens of an answer.
     * @param cacheReadPrice USD for a million tokens that come from the provider's cache.
     * @param cacheWritePrice USD for a million tokens that the provider keeps for the usual few minutes.
     * @param cacheWriteHourPrice USD for a million tokens that the provider keeps for an hour.
     * @param reasoningPrice USD for a million tokens of thought, where these cost other than what is said.
     * @param audioInputPrice USD for a million tokens of sound in a prompt.
     * @param audioOutputPrice USD for a million tokens of sound in an answer.
     * @param imageInputPrice USD for a million tokens of pictures in a prompt.
     * @param imageOutputPrice USD for a million tokens of pictures in an answer.
     * @param requestPrice USD for a call, or for a question of a reranking.
     * @param imagePrice USD for a picture that is made.
     * @param picturePrice USD for a picture that is embedded.
     * @param searchPrice USD for a search of the web.
     * @param secondPrice USD for a second of sound.
     * @param characterPrice USD for a character that is spoken.
     */
    record Facts(
            @DefaultValue("-1") long maxInput,
            @DefaultValue("-1") long maxOutput,
            @DefaultValue List<Ability> can,
            @DefaultValue List<Ability> cannot,
            @Nullable BigDecimal inputPrice,
            @Nullable BigDecimal outputPrice,
            @Nullable BigDecimal cacheReadPrice,
            @Nullable BigDecimal cacheWritePrice,
            @Nullable BigDecimal cacheWriteHourPrice,
            @Nullable BigDecimal reasoningPrice,
            @Nullable BigDecimal audioInputPrice,
            @Nullable BigDecimal audioOutputPrice,
            @Nullable BigDecimal imageInputPrice,
            @Nullable BigDecimal imageOutputPrice,
            @Nullable BigDecimal requestPrice,
            @Nullable BigDecimal imagePrice,
            @Nullable BigDecimal picturePrice,
            @Nullable BigDecimal searchPrice,
            @Nullable BigDecimal secondPrice,
            @Nullable BigDecimal characterPrice) {

        static final Facts NONE = new Facts(
                -1, -1, List.of(), List.of(), null, null, null, null, null, null, null, null, null, null, null, null,
                null, null, null, null);
    }

    /**
     * Tags that are required.
     *
     * @param when On which requests; without it, on all.
     * @param require All of these.
     */
    record Rule(@DefaultValue("") String when, @DefaultValue List<String> require) {}

    /**
     * When another target is asked.
     *
     * @param after After which failures. Not {@code on}: YAML takes that for true.
     * @param attempts How many calls a request may take.
     * @param total How long a request may take with all of them; without it, as long as the route's total time-out.
     * @param backoff How long it takes until the same target is asked again, the first time; twice as long each time after.
     * @param budget The share of requests that may be asked once more of targets that are not well.
     */
    record Failover(
            @DefaultValue({
                "connect",
                "timeout",
                "transient",
                "rate-limit",
                "key",
                "server",
                "overloaded",
                "broken",
                "context-length",
                "not-found"
            })
            List<FailureClass> after,

            @DefaultValue("3") int attempts,
            @Nullable Duration total,
            @DefaultValue("200ms") Duration backoff,
            @DefaultValue("0.2") double budget) {}

    /**
     * When a second target is asked beside a silent first one.
     *
     * @param after A time, or p95 for what 95 of 100 first events have taken lately; without it, never.
     * @param share Of how many requests at most.
     */
    record Hedge(
            @DefaultValue("") String after,
            @DefaultValue("0.05") double share) {}

    /**
     * When a target is not asked any more for a while.
     *
     * @param enabled Whether that ever happens.
     * @param failureRate The share of failed calls that does it.
     * @param window So many of the last calls are looked at.
     * @param minimumCalls Fewer calls than that never do it.
     * @param open How long nobody is let through.
     * @param probes How many are let through after that, to see.
     */
    record Breaker(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("0.5") double failureRate,
            @DefaultValue("20") int window,
            @DefaultValue("5") int minimumCalls,
            @DefaultValue("10s") Duration open,
            @DefaultValue("2") int probes) {}

    /**
     * Who else looks at requests; the answers are thrown away.
     *
     * @param to As provider/model.
     * @param share Of how many requests.
     */
    record Mirror(
            @DefaultValue("") String to, @DefaultValue("0") double share) {}

    /**
     * Who waits for a place.
     *
     * @param size How many.
     * @param patience For how long.
     */
    record Queue(
            @DefaultValue("0") int size, @DefaultValue("1s") Duration patience) {}

    /**
     * How many calls the gateway has under way at a time.
     *
     * @param maxConcurrent How many calls the gateway has under way at a time; 0 for any number.
     * @param queue How many calls wait when it has as many as it may.
     * @param patience For how long they wait.
     */
    record Overload(
            @DefaultValue("0") int maxConcurrent,
            @DefaultValue("0") int queue,
            @DefaultValue("1s") Duration patience) {}
}
