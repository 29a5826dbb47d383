package ai.gateway.app;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

import java.util.List;

/**
 * Leaves Spring Boot's Redis asleep until somebody says where one is. Its library is on the class path for those who have
 * one; everybody else would be connected to a Redis of this machine, and hear of it that it is not there.
 */
final class RedisIfConfigured implements AutoConfigurationImportFilter, EnvironmentAware {

    private static final String ROOM = "org.springframework.boot.data.redis.";

    /** Whichever of them is set says where Redis is. */
    private static final List<String> WHERE =
            List.of("url", "host", "port", "sentinel.nodes", "cluster.nodes", "masterreplica.nodes");

    private @Nullable Environment environment;

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public boolean[] match(@Nullable String[] candidates, AutoConfigurationMetadata metadata) {
        boolean wanted = isConfigured();
        boolean[] matches = new boolean[candidates.length];
        for (int i = 0; i < candidates.length; i++) {
            String candidate = candidates[i];
            matches[i] = wanted || candidate == null || !candidate.startsWith(ROOM);
        }
        return matches;
    }

    private boolean isConfigured() {
        Environment known = environment;
        return known != null && WHERE.stream().anyMatch(name -> isSet(known, "spring.data.redis." + name));
    }

    /** As one text or as a list; an empty one, which a variable without a value leaves behind, says nothing. */
    private static boolean isSet(Environment environment, String name) {
        return StringUtils.hasText(environment.getProperty(name))
                || StringUtils.hasText(environment.getProperty(name + "[0]"));
    }
}
