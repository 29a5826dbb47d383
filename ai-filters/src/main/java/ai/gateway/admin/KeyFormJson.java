package ai.gateway.admin;

import ai.gateway.access.Amounts;
import ai.gateway.access.KeyForm;
import ai.gateway.exchange.Operation;
import ai.gateway.wire.JsonWriter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A key as JSON. */
final class KeyFormJson {

    static final Set<String> AMOUNTS = Set.of("requests", "tokens", "concurrent", "budget");

    /** All but its name. */
    static final Set<String> MEMBERS = Set.of(
            "owner",
            "models",
            "operations",
            "providers",
            "routes",
            "addresses",
            "expires",
            "disabled",
            "tags",
            "defaults",
            "overrides",
            "provider_keys",
            "requests",
            "tokens",
            "concurrent",
            "budget");

    private KeyFormJson() {}

    /** What is said replaces what was; the rest stays. */
    static KeyForm read(Members said, KeyForm was) {
        return new KeyForm(
                was.name(),
                said.text("owner", was.owner()).strip(),
                said.texts("models", was.models()),
                operations(said, was.operations()),
                said.texts("providers", was.providers()),
                said.texts("routes", was.routes()),
                said.texts("addresses", was.addresses()),
                said.text("expires", was.expires()).strip(),
                said.flag("disabled", was.disabled()),
                said.map("tags", was.tags()),
                said.object("defaults", was.defaults()),
                said.object("overrides", was.overrides()),
                said.map("provider_keys", was.providerKeys()),
                amounts(said, was.amounts()));
    }

    static Amounts amounts(Members said, Amounts was) {
        return new Amounts(
                said.texts("requests", was.requests()),
                said.texts("tokens", was.tokens()),
                said.texts("concurrent", was.concurrent()),
                said.texts("budget", was.budget()));
    }

    private static List<Operation> operations(Members said, List<Operation> was) {
        if (!said.has("operations")) {
            return was;
        }
        List<Operation> operations = new ArrayList<>();
        for (String written : said.texts("operations", List.of())) {
            operations.add(Arrays.stream(Operation.values())
                    .filter(each -> each.word().equals(written))
                    .findFirst()
                    .orElseThrow(() -> Problem.at(
                            "/operations",
                            "operations: " + written + " (expected: some of "
                                    + Arrays.stream(Operation.values())
                                            .map(Operation::word)
                                            .toList()
                                    + ")")));
        }
        return operations;
    }

    /** As anybody may see it: of the keys of providers, only whose they are. */
    static void show(JsonWriter json, KeyForm form) {
        write(json, form);
        texts(
                json,
                "provider_keys",
                form.providerKeys().keySet().stream().sorted().toList());
    }

    /** As it is kept: the keys of providers are sealed before. */
    static void keep(JsonWriter json, KeyForm form) {
        write(json, form);
        map(json, "provider_keys", form.providerKeys());
    }

    private static void write(JsonWriter json, KeyForm form) {
        json.field("name", form.name()).field("owner", form.owner());
        texts(json, "models", form.models());
        texts(
                json,
                "operations",
                form.operations().stream().map(Operation::word).toList());
        texts(json, "providers", form.providers());
        texts(json, "routes", form.routes());
        texts(json, "addresses", form.addresses());
        json.name("expires");
        if (form.expires().isEmpty()) {
            json.nullValue();
        } else {
            json.value(form.expires());
        }
        json.field("disabled", form.disabled());
        map(json, "tags", form.tags());
        parameters(json, "defaults", form.defaults());
        parameters(json, "overrides", form.overrides());
        write(json, form.amounts());
    }

    static void write(JsonWriter json, Amounts amounts) {
        texts(json, "requests", amounts.requests());
        texts(json, "tokens", amounts.tokens());
        texts(json, "concurrent", amounts.concurrent());
        texts(json, "budget", amounts.budget());
    }

    /** Objects as they are; a configuration may have written them otherwise. */
    private static void parameters(JsonWriter json, String name, String text) {
        json.name(name);
        if (text.isBlank()) {
            json.beginObject().endObject();
        } else if (text.startsWith("{")) {
            json.raw(text);
        } else {
            json.value(text);
        }
    }

    private static void texts(JsonWriter json, String name, List<String> texts) {
        json.name(name).beginArray();
        texts.forEach(json::value);
        json.endArray();
    }

    private static void map(JsonWriter json, String name, Map<String, String> map) {
        json.name(name).beginObject();
        new TreeMap<>(map).forEach(json::field);
        json.endObject();
    }
}
