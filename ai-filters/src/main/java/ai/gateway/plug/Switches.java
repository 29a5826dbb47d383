package ai.gateway.plug;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What every filter and predicate can be told.
 *
 * @param enabled false: as if the line were not there
 * @param dryRun decide and tell, but do not act; a predicate lets all pass
 * @param onOther what to do with what is not a model call
 */
public record Switches(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("false") boolean dryRun,
        @DefaultValue("skip") OnOther onOther) {

    /** The same, for a filter that knows by itself that this is a dry run. */
    Switches acting() {
        return new Switches(enabled, false, onOther);
    }
}
