package ai.gateway.autoconfigure;

import ai.gateway.dialect.Dialects;
import ai.gateway.dialect.anthropic.AnthropicDialect;
import ai.gateway.dialect.bedrock.BedrockDialect;
import ai.gateway.dialect.cohere.CohereDialect;
import ai.gateway.dialect.gemini.GeminiDialect;
import ai.gateway.dialect.ollama.OllamaDialect;
import ai.gateway.dialect.openai.OpenAiDialect;
import ai.gateway.dialect.responses.ResponsesDialect;
import ai.gateway.pipeline.AiExchanges;
import ai.gateway.pipeline.AiRoutingFilter;
import ai.gateway.pipeline.AiWriteFilter;
import ai.gateway.pipeline.ClosingTime;
import ai.gateway.pipeline.Itineraries;
import ai.gateway.pipeline.OwnCalls;
import ai.gateway.pipeline.RequestIds;
import ai.gateway.pipeline.SettingsHolder;
import ai.gateway.pipeline.Upstream;
import ai.gateway.pipeline.Witness;
import ai.gateway.provider.Signer;
import ai.gateway.recall.Flights;
import ai.gateway.tokens.Tokenizers;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.cloud.gateway.filter.factory.GatewayFilterFactory;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.handler.predicate.RoutePredicateFactory;
import org.springframework.context.annotation.Bean;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The terminal and what it works with, in any gateway that has a client to send with. */
@AutoConfiguration(after = ProviderAutoConfiguration.class)
@ConditionalOnBean(SettingsHolder.class)
public class PipelineAutoConfiguration {

    /** Asked in this order whose a request is: the ones with unmistakable paths first. */
    @Bean
    @ConditionalOnMissingBean
    Dialects aiDialects() {
        return new Dialects(List.of(
                new BedrockDialect(),
                new GeminiDialect(),
                new AnthropicDialect(),
                new CohereDialect(),
                new OllamaDialect(),
                new ResponsesDialect(),
                new OpenAiDialect()));
    }

    @Bean
    AiExchanges aiExchanges(Dialects dialects, SettingsHolder settings, ObjectProvider<Witness> witnesses) {
        RequestIds ids = new RequestIds(ThreadLocalRandom.current().nextLong());
        return new AiExchanges(
                dialects, settings::current, ids, witnesses.orderedStream().toList());
    }

    /** Loads off the event loops. */
    @Bean
    @ConditionalOnMissingBean
    Tokenizers aiTokenizers() {
        return new Tokenizers(Schedulers.boundedElastic()::schedule);
    }

    @Bean
    AiWriteFilter aiWriteFilter() {
        return new AiWriteFilter();
    }

    @Bean
    ClosingTime aiClosingTime() {
        return new ClosingTime();
    }

    @Bean
    Upstream aiUpstream(
            HttpClient client,
            HttpClientProperties properties,
            ObjectProvider<HttpHeadersFilter> headersFilters,
            ObjectProvider<Signer> signers,
            ClosingTime closing) {
        return new Upstream(
                client,
                properties.getPool().getType() == HttpClientProperties.Pool.PoolType.FIXED,
                headersFilters.orderedStream().toList(),
                signers.orderedStream().toList(),
                closing);
    }

    @Bean
    Flights aiFlights() {
        return new Flights();
    }

    @Bean
    OwnCalls aiOwnCalls(Dialects dialects, SettingsHolder settings, Upstream upstream) {
        return new OwnCalls(dialects, settings::current, upstream);
    }

    @Bean
    AiRoutingFilter aiRoutingFilter(
            AiExchanges exchanges,
            ObjectProvider<Itineraries> itineraries,
            Upstream upstream,
            OwnCalls calls,
            Flights flights) {
        return new AiRoutingFilter(
                exchanges, itineraries.getIfAvailable(() -> Itineraries.NONE), upstream, calls, flights);
    }

    @Bean
    RouteCheck aiRouteCheck(
            org.springframework.cloud.gateway.config.GatewayProperties routes,
            ObjectProvider<GatewayFilterFactory<?>> filters,
            ObjectProvider<RoutePredicateFactory<?>> predicates) {
        return new RouteCheck(
                routes, filters.stream().toList(), predicates.stream().toList());
    }
}
