package ai.gateway.admin;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether this gateway takes keys that an admin API has made: its own, or that of another on the same database. */
final class StoredKeysWanted implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Environment environment = context.getEnvironment();
        Boolean enabled = environment.getProperty("ai.gateway.key-store.enabled", Boolean.class);
        return enabled != null ? enabled : AdminWanted.isWanted(environment);
    }
}
