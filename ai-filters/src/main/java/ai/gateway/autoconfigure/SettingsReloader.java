package ai.gateway.autoconfigure;

import ai.gateway.pipeline.Settings;
import ai.gateway.pipeline.SettingsHolder;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.cloud.context.scope.refresh.RefreshScopeRefreshedEvent;
import org.springframework.context.event.EventListener;

import java.util.List;

/** Reads the configuration again and puts it in force if it is valid. One reload at a time. */
final class SettingsReloader {

    private static final Log LOG = LogFactory.getLog(SettingsReloader.class);

    private final ConfigFiles files;
    private final SettingsLoader loader;
    private final SettingsHolder holder;
    private FileStamps seen;

    SettingsReloader(ConfigFiles files, SettingsLoader loader, SettingsHolder holder) {
        this.files = files;
        this.loader = loader;
        this.holder = holder;
        seen = FileStamps.of(files.paths());
    }

    @EventListener({EnvironmentChangeEvent.class, RefreshScopeRefreshedEvent.class})
    void onRefresh() {
        reload();
    }

    /** Reloads if a file looks other than at the last look; a failed reload is not tried again until one changes. */
    synchronized void poll() {
        FileStamps now = FileStamps.of(files.paths());
        if (!now.equals(seen)) {
            seen = now;
            reload();
        }
    }

    synchronized void reload() {
        Settings before = holder.current();
        Settings next;
        try {
            next = loader.load(files.read());
        } catch (InvalidSettingsException invalid) {
            LOG.error("Configuration not reloaded, the one before stays in force: " + invalid.getMessage());
            return;
        } catch (RuntimeException broken) {
            // Not of our making, so its message may quote anything.
            LOG.error("Configuration not reloaded, the one before stays in force: "
                    + broken.getClass().getName());
            return;
        }
        List<String> changes = SettingsChanges.between(before, next);
        if (!changes.isEmpty()) {
            holder.replace(next);
            LOG.info("Configuration reloaded, version " + holder.version() + ": " + String.join("; ", changes));
        }
    }
}
