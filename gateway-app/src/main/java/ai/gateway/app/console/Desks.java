package ai.gateway.app.console;

import ai.gateway.app.console.Objections.Kind;
import ai.gateway.pipeline.SettingsHolder;
import ai.gateway.pools.PoolDesk;
import ai.gateway.provider.Catalogue;
import ai.gateway.provider.Provider;
import ai.gateway.wire.JsonWriter;

import java.util.Comparator;
import java.util.Map;

/** Tells of what is configured and how it does: providers, aliases, pools, guards. */
record Desks(SettingsHolder settings, PoolDesk pools, Objections objections) {

    /** Those that can be used first. */
    JsonWriter providers() {
        Catalogue catalogue = settings.current().catalogue();
        JsonWriter json = new JsonWriter().beginObject().name("providers").beginArray();
        catalogue.providers().stream()
                .sorted(Comparator.comparing(provider -> !provider.isUsable()))
                .forEach(provider -> write(json, provider));
        json.endArray().name("aliases").beginObject();
        catalogue.aliases().forEach(json::field);
        return json.endObject().endObject();
    }

    /** Of its keys, the names. */
    private static void write(JsonWriter json, Provider provider) {
        json.beginObject().field("name", provider.name()).field("usable", provider.isUsable());
        json.name("why_not");
        if (provider.obstacle() == null) {
            json.nullValue();
        } else {
            json.value(provider.obstacle());
        }
        json.name("speaks").beginArray();
        provider.bases()
                .forEach((dialect, base) -> json.beginObject()
                        .field("dialect", dialect)
                        .field("base", RouteDesk.shown(base))
                        .endObject());
        json.endArray().name("keys").beginArray();
        provider.keys()
                .forEach(key -> json.beginObject()
                        .field("name", key.name())
                        .field("weight", key.weight())
                        .endObject());
        json.endArray().name("serves").beginArray();
        provider.serves().forEach(glob -> json.value(glob.pattern()));
        json.endArray().endObject();
    }

    JsonWriter poolsAtWork() {
        return PoolJson.of(pools.all());
    }

    JsonWriter guards() {
        JsonWriter json = new JsonWriter().beginObject().name("counts").beginArray();
        objections.counts().entrySet().stream()
                .sorted(Map.Entry.<Kind, Long>comparingByValue().reversed())
                .forEach(each -> {
                    write(json.beginObject(), each.getKey());
                    json.field("count", each.getValue()).endObject();
                });
        json.endArray().name("last").beginArray();
        for (Objections.One one : objections.last()) {
            write(json.beginObject().field("at", one.at()), one.kind());
            json.endObject();
        }
        return json.endArray().endObject();
    }

    private static void write(JsonWriter json, Kind kind) {
        json.field("route", kind.route())
                .field("guard", kind.guard())
                .field("rule", kind.rule())
                .field("side", kind.side())
                .field("action", kind.action());
    }
}
