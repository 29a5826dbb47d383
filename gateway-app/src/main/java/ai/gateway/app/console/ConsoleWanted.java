package ai.gateway.app.console;

import ai.gateway.admin.AdminWanted;
import ai.gateway.app.console.ConsoleProperties.When;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Whether there is a console: never where everybody could look at it. */
final class ConsoleWanted implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Environment environment = context.getEnvironment();
        When when = Binder.get(environment)
                .bind("ai.gateway.console.enabled", When.class)
                .orElse(When.AUTO);
        boolean guarded = AdminWanted.isWanted(environment) || isLoopback(environment.getProperty("server.address"));
        if (when == When.ON && !guarded) {
            throw new IllegalArgumentException(
                    "ai.gateway.console.enabled: true, for everybody who reaches this gateway"
                            + " (expected: an ai.gateway.admin.token beside it, or server.address: 127.0.0.1)");
        }
        return when != When.OFF && guarded;
    }

    static boolean isLoopback(@Nullable String address) {
        if (address == null || address.isBlank()) {
            return false;
        }
        try {
            return InetAddress.getByName(address.strip()).isLoopbackAddress();
        } catch (UnknownHostException nowhere) {
            return false;
        }
    }
}
