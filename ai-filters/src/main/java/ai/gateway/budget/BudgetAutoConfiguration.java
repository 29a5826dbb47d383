package ai.gateway.budget;

import ai.gateway.account.Accounts;
import ai.gateway.pipeline.AiExchanges;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.cloud.gateway.filter.ratelimit.KeyResolver;
import org.springframework.context.annotation.Bean;

/** Budgets, wherever accounts are kept. */
@AutoConfiguration(afterName = "ai.gateway.autoconfigure.AccountAutoConfiguration")
@ConditionalOnBean(Accounts.class)
public class BudgetAutoConfiguration {

    @Bean
    AiBudgetGatewayFilterFactory aiBudgetGatewayFilterFactory(
            AiExchanges exchanges, Accounts accounts, BeanFactory beans) {
        return new AiBudgetGatewayFilterFactory(exchanges, accounts, name -> beans.getBean(name, KeyResolver.class));
    }
}
