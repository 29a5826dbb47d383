package ai.gateway.admin;

import ai.gateway.access.Amounts;
import ai.gateway.access.KeyForm;
import ai.gateway.access.KeyForms;
import ai.gateway.account.Demand;
import ai.gateway.account.Terms;
import ai.gateway.admin.Problem.Code;
import ai.gateway.exchange.Principal;
import ai.gateway.ledger.Reports;
import ai.gateway.quota.Allowance;
import ai.gateway.quota.Allowed;
import ai.gateway.quota.Claim;
import ai.gateway.quota.Level;
import ai.gateway.quota.Quotas;
import ai.gateway.wire.JsonWriter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Answers how much of what a key and its owners may use is used, and held for calls under way. */
record LimitDesk(Changes changes, KeyForms forms, Quotas quotas, Clock clock) {

    List<Endpoint> endpoints() {
        return List.of(new Endpoint("GET", "/limits", this::levels));
    }

    private Mono<Reply> levels(Call call) {
        Query query = call.query(Set.of("key", "owner"));
        String key = query.one("key");
        String owner = query.one("owner");
        if (key.isEmpty() == owner.isEmpty()) {
            throw Problem.of(Code.INVALID_REQUEST, "query: which one (expected: either key or owner)");
        }
        Mono<List<Allowed>> asked = key.isEmpty()
                ? ofOwners(owner)
                : KeyView.find(changes, forms, key).map(KeyView::form).flatMap(this::ofKey);
        return asked.flatMap(this::levels);
    }

    private Mono<List<Allowed>> ofKey(KeyForm form) {
        List<Allowed> all = new ArrayList<>();
        add(all, "key:" + form.name(), form.amounts());
        return ofOwners(form.owner()).map(of -> {
            all.addAll(of);
            return all;
        });
    }

    /** Of an owner and those around it. */
    private Mono<List<Allowed>> ofOwners(String owner) {
        return Flux.fromIterable(Principal.path(owner))
                .concatMap(path -> changes.find(KeptOwner.KIND, path)
                        .map(found -> KeptOwner.read(KeyDesk.body(found)))
                        .defaultIfEmpty(Amounts.NONE)
                        .map(stored -> {
                            List<Allowed> all = new ArrayList<>();
                            add(all, "owner:" + path, forms.configuredOwners().getOrDefault(path, Amounts.NONE));
                            add(all, "owner:" + path, stored);
                            return all;
                        }))
                .concatMapIterable(all -> all)
                .collectList();
    }

    private void add(List<Allowed> all, String whose, Amounts amounts) {
        forms.read(amounts).forEach(each -> all.add(new Allowed(whose, each)));
    }

    private Mono<Reply> levels(List<Allowed> all) {
        List<Claim> claims = all.stream().map(LimitDesk::claim).toList();
        return quotas.levels(claims).map(levels -> {
            JsonWriter json = new JsonWriter().beginObject().name("limits").beginArray();
            for (int i = 0; i < levels.size(); i++) {
                write(json, all.get(i), levels.get(i));
            }
            return Reply.ok(json.endArray().endObject());
        });
    }

    /** Of nothing, of the counter that calls claim from. */
    private static Claim claim(Allowed allowed) {
        Allowance allowance = allowed.allowance();
        Demand demand = new Demand(allowed.whose(), allowance, Terms.USUAL);
        return new Claim(
                demand.countedAs(), allowance.window(), allowance.amount(), /* need= */ 0, /* binding= */ true);
    }

    private void write(JsonWriter json, Allowed allowed, Level level) {
        Allowance.Unit unit = allowed.allowance().unit();
        boolean money = unit == Allowance.Unit.NANO_USD;
        json.beginObject()
                .field("whose", allowed.whose())
                .field("unit", unit.word())
                .field("window", allowed.allowance().window().id());
        amount(json, "most", level.most(), money);
        amount(json, "used", level.used(), money);
        amount(json, "held", level.held(), money);
        amount(json, "left", level.left(), money);
        json.name("reset_at");
        if (level.waitMillis() == Long.MAX_VALUE || unit == Allowance.Unit.CONCURRENT) {
            json.nullValue();
        } else {
            json.value(Instant.ofEpochMilli(clock.millis() + level.waitMillis()).toString());
        }
        json.endObject();
    }

    /** Money exactly: a text, as numbers are rounded. */
    private static void amount(JsonWriter json, String name, long amount, boolean money) {
        if (money) {
            json.field(name, Reports.usd(amount));
        } else {
            json.field(name, amount);
        }
    }
}
