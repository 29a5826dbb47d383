package ai.gateway.books;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** Whether somebody has asked for a ledger, by saying so or by saying where. */
final class LedgerWanted implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Environment environment = context.getEnvironment();
        String enabled = environment.getProperty("ai.gateway.ledger.enabled");
        if (StringUtils.hasText(enabled)) {
            return environment.getRequiredProperty("ai.gateway.ledger.enabled", Boolean.class);
        }
        return StringUtils.hasText(environment.getProperty("ai.gateway.ledger.url"));
    }
}
