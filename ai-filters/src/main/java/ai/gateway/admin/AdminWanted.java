package ai.gateway.admin;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

import java.util.Map;

/** Whether somebody has a token. */
public final class AdminWanted implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return isWanted(context.getEnvironment());
    }

    public static boolean isWanted(Environment environment) {
        Binder binder = Binder.get(environment);
        return !binder.bind("ai.gateway.admin.token", String.class).orElse("").isBlank()
                || binder
                        .bind("ai.gateway.admin.tokens", Bindable.mapOf(String.class, String.class))
                        .orElse(Map.of())
                        .values()
                        .stream()
                        .anyMatch(each -> !each.isBlank());
    }
}
