package ai.gateway.samples;

import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Spring Security, but only for samples that say whose tokens are good: the ready gateway that all others run on is built
 * without it.
 */
public final class SecurityIfConfigured implements AutoConfigurationImportFilter, EnvironmentAware {

    private boolean configured;

    @Override
    public void setEnvironment(Environment environment) {
        configured = environment.containsProperty(TenantTokens.WHOSE);
    }

    @Override
    public boolean[] match(String[] candidates, AutoConfigurationMetadata metadata) {
        boolean[] matches = new boolean[candidates.length];
        for (int i = 0; i < candidates.length; i++) {
            String candidate = candidates[i];
            matches[i] = configured || candidate == null || !candidate.startsWith("org.springframework.boot.security.");
        }
        return matches;
    }
}
