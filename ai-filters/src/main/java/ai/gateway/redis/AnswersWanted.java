package ai.gateway.redis;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether there is a secret under which answers can be kept in a Redis. */
final class AnswersWanted implements Condition {

    private static final Logger LOG = LoggerFactory.getLogger(AnswersWanted.class);

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        boolean wanted = !Binder.get(context.getEnvironment())
                .bind("ai.gateway.cache.secret", String.class)
                .orElse("")
                .isBlank();
        if (!wanted) {
            LOG.info(
                    "answers are kept in the memory of each gateway and not in Redis: ai.gateway.cache.secret is not set");
        }
        return wanted;
    }
}
