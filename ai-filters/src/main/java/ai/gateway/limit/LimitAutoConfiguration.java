package ai.gateway.limit;

import ai.gateway.account.Accounts;
import ai.gateway.pipeline.AiExchanges;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.cloud.gateway.filter.ratelimit.KeyResolver;
import org.springframework.context.annotation.Bean;

/** Limits, wherever accounts are kept. */
@AutoConfiguration(afterName = "ai.gateway.autoconfigure.AccountAutoConfiguration")
@ConditionalOnBean(Accounts.class)
public class LimitAutoConfiguration {

    @Bean
    AiTokenRateLimiterGatewayFilterFactory aiTokenRateLimiterGatewayFilterFactory(
            AiExchanges exchanges, Accounts accounts, BeanFactory beans) {
        return new AiTokenRateLimiterGatewayFilterFactory(
                exchanges, accounts, name -> beans.getBean(name, KeyResolver.class));
    }
}
