package ai.gateway.guards;

import ai.gateway.guards.GuardsProperties.Definition;
import ai.gateway.judge.Guard;
import ai.gateway.reach.AllowList;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is written of guards, as it is in force.
 *
 * @param ready those that ask nobody, made of what they have to know before anybody waits for it
 * @param allowed where services of the user's own may be although it is not public
 */
record Definitions(Map<String, Definition> byName, AllowList allowed, Map<String, Guard> ready) {

    Definitions {
        ready = Map.copyOf(ready);
        byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }
}
