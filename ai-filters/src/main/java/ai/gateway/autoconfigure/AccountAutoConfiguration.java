package ai.gateway.autoconfigure;

import ai.gateway.account.Accounts;
import ai.gateway.account.Pricing;
import ai.gateway.account.Watcher;
import ai.gateway.ledger.Ledger;
import ai.gateway.pipeline.AiExchanges;
import ai.gateway.pipeline.Itineraries;
import ai.gateway.pipeline.Prospects;
import ai.gateway.quota.MemoryQuotas;
import ai.gateway.quota.Quotas;
import ai.gateway.quota.Seeds;
import ai.gateway.tokens.Tokenizers;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

import java.time.Clock;

/** Accounts of exchanges, wherever somebody knows what they cost. */
@AutoConfiguration(
        after = PipelineAutoConfiguration.class,
        afterName = {
            "ai.gateway.redis.RedisAutoConfiguration",
            "ai.gateway.books.BooksAutoConfiguration",
            "ai.gateway.meter.MeterAutoConfiguration"
        })
@ConditionalOnBean(Pricing.class)
public class AccountAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Quotas aiQuotas(ObjectProvider<Seeds> seeds) {
        MemoryQuotas quotas = new MemoryQuotas(Clock.systemUTC()::millis);
        quotas.seed(seeds.getIfAvailable(() -> Seeds.NONE).live()).subscribe(); // all of it is done at once
        return quotas;
    }

    /** What is known of a call before it is made. */
    record Calls(AiExchanges exchanges, Tokenizers tokenizers, Prospects prospects) {}

    @Bean
    Calls aiCalls(AiExchanges exchanges, Tokenizers tokenizers, ObjectProvider<Itineraries> itineraries) {
        return new Calls(exchanges, tokenizers, new Prospects(itineraries.getIfAvailable(() -> Itineraries.NONE)));
    }

    @Bean
    Accounts aiAccounts(
            Quotas quotas,
            ObjectProvider<Ledger> ledger,
            ObjectProvider<Watcher> watchers,
            Pricing pricing,
            Calls calls) {
        return new Accounts.Builder(
                        calls.exchanges(),
                        quotas,
                        ledger.getIfAvailable(() -> Ledger.NONE),
                        pricing,
                        calls.tokenizers(),
                        calls.prospects(),
                        watchers.orderedStream().toList(),
                        Clock.systemUTC())
                .build();
    }
}
