package ai.gateway.app.console;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.util.List;

/**
 * The console at {@code /console}.
 *
 * @param enabled When it is there: auto where the gateway is bound to the loopback address or an admin token is set, true or
 *     false.
 * @param hosts Names in Host headers under which it answers, beside those of this machine itself. With an admin token and none
 *     of them, any.
 */
@ConfigurationProperties(prefix = "ai.gateway.console", ignoreUnknownFields = false)
record ConsoleProperties(
        @DefaultValue("auto") When enabled, @DefaultValue List<String> hosts) {

    /** When it is there. */
    enum When {
        AUTO,
        /** Written as true. */
        ON,
        /** Written as false. */
        OFF
    }

    ConsoleProperties {
        hosts = List.copyOf(hosts);
    }
}
