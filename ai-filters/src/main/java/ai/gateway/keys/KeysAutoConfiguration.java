package ai.gateway.keys;

import ai.gateway.access.KeyForms;
import ai.gateway.access.KeySource;
import ai.gateway.account.Accounts;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.AiExchanges;
import ai.gateway.pipeline.Callers;
import ai.gateway.pipeline.SettingsHolder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.cloud.gateway.filter.ratelimit.KeyResolver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/** Virtual keys, in any gateway; with tokens in their place where Spring Security's resource server is on the class path. */
@AutoConfiguration(
        afterName = {"ai.gateway.autoconfigure.AccountAutoConfiguration", "ai.gateway.admin.StoredKeysAutoConfiguration"
        })
@ConditionalOnBean(AiExchanges.class)
public class KeysAutoConfiguration {

    private static final int RANDOM_BYTES = 32;

    @Bean
    KeysReader aiKeysReader(ObjectProvider<KeySource> sources, ObjectProvider<TokenBearers> bearers) {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return new KeysReader(
                random,
                sources.stream().findAny().isPresent(),
                bearers.stream().findAny().isPresent());
    }

    @Bean
    KeyForms aiKeyForms(SettingsHolder settings) {
        return new KeyBook(settings);
    }

    @Bean(destroyMethod = "close")
    StoredKeys aiStoredKeys(ObjectProvider<KeySource> sources, Environment environment) {
        Duration poll = Binder.get(environment)
                .bind("ai.gateway.key-store.poll", Duration.class)
                .orElse(Duration.ofMillis(500));
        return new StoredKeys(sources.getIfAvailable(), poll, Schedulers.parallel(), System::nanoTime);
    }

    @Bean
    AiKeyGatewayFilterFactory aiKeyGatewayFilterFactory(
            AiExchanges exchanges,
            StoredKeys stored,
            ObjectProvider<TokenBearers> bearers,
            ObjectProvider<Accounts> accounts) {
        return new AiKeyGatewayFilterFactory(
                exchanges, stored, bearers.getIfAvailable(() -> TokenBearers.NONE), accounts.getIfAvailable());
    }

    @Bean
    Callers aiCallers(StoredKeys stored, ObjectProvider<TokenBearers> bearers, SettingsHolder settings) {
        return new KnownCallers(
                stored, bearers.getIfAvailable(() -> TokenBearers.NONE), settings, Clock.systemUTC()::millis);
    }

    /**
     * For the gateway's own {@code RequestRateLimiter}, behind {@code AiKey}. Only by its name: the host's own resolver stays
     * the one that the gateway takes without a word.
     */
    @Bean(autowireCandidate = false)
    KeyResolver aiKeyResolver() {
        return exchange -> Mono.justOrEmpty(AiExchange.find(exchange))
                .mapNotNull(AiExchange::principal)
                .map(principal -> principal.key());
    }

    /** Names classes that a host need not have. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(
            name = "org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken")
    static class Tokens {

        @Bean
        TokenBearers aiTokenBearers() {
            return new JwtBearers();
        }
    }
}
