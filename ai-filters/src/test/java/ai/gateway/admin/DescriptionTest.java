package ai.gateway.admin;

import ai.gateway.access.Amounts;
import ai.gateway.access.Digest;
import ai.gateway.access.KeyForm;
import ai.gateway.access.KeyForms;
import ai.gateway.access.KeyHash;
import ai.gateway.access.VirtualKey;
import ai.gateway.health.Draining;
import ai.gateway.ledger.Audit;
import ai.gateway.ledger.Database;
import ai.gateway.ledger.Documents;
import ai.gateway.ledger.RequestLog;
import ai.gateway.ledger.Usages;
import ai.gateway.models.ModelTable;
import ai.gateway.quota.Allowance;
import ai.gateway.quota.MemoryQuotas;
import ai.gateway.recall.MemoryAnswerStore;
import ai.gateway.recall.Tally;
import ai.gateway.wire.Json;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What describes the API says what there is. */
class DescriptionTest {

    private static final class NoForms implements KeyForms {

        @Override
        public VirtualKey read(KeyForm written) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Allowance> read(Amounts written) {
            throw new UnsupportedOperationException();
        }

        @Override
        public KeyHash hash() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<String, KeyForm> configured() {
            return Map.of();
        }

        @Override
        public Map<String, Amounts> configuredOwners() {
            return Map.of();
        }

        @Override
        public boolean isConfigured(Digest digest) {
            return false;
        }
    }

    private static final class NoPools implements Draining {

        @Override
        public Drained drain(String pool, String target, boolean drain) {
            return new Drained(List.of(), "pool: none");
        }

        @Override
        public String whyNot(String pool, String target) {
            return "pool: none";
        }
    }

    private static Json described() throws IOException {
        try (InputStream json = AdminHandler.class.getResourceAsStream("openapi.json")) {
            return Json.parse(json.readAllBytes());
        }
    }

    private static List<Endpoint> all() {
        Clock clock = Clock.systemUTC();
        KeyForms forms = new NoForms();
        try (Database database = Database.at("jdbc:h2:mem:described", "", "")) {
            Changes changes = new Changes(new Documents(database, Runnable::run, clock), null);
            List<Endpoint> all = new ArrayList<>();
            all.addAll(new KeyList(changes, forms).endpoints());
            all.addAll(new KeyDesk(changes, forms, Duration.ZERO, clock).endpoints());
            all.addAll(new OwnerDesk(changes, forms).endpoints());
            all.addAll(new LimitDesk(changes, forms, new MemoryQuotas(clock::millis), clock).endpoints());
            all.addAll(new UsageDesk(new Usages(database, Runnable::run), clock).endpoints());
            all.addAll(new PriceDesk(ModelTable::load).endpoints());
            all.addAll(new CacheDesk(changes, new MemoryAnswerStore(1, clock::millis), new Tally(1)).endpoints());
            all.addAll(new DrainDesk(changes, new NoPools()).endpoints());
            all.addAll(new TrialDesk(Flux::empty).endpoints());
            all.addAll(new RequestDesk(new RequestLog(database, Runnable::run), clock).endpoints());
            all.addAll(new DeedDesk(changes, new Audit(database, Runnable::run)).endpoints());
            all.addAll(Description.endpoints());
            return all;
        }
    }

    @Test
    void paths_areThoseThatAreServed() throws IOException {
        Set<String> described = new TreeSet<>();
        Set<String> ids = new HashSet<>();
        described()
                .get("paths")
                .members((path, item) -> item.members((method, operation) -> {
                    if (!method.equals("parameters")) {
                        described.add(method.toUpperCase(Locale.ROOT) + " " + path);
                        assertThat(ids.add(operation.get("operationId").text())).isTrue();
                    }
                }));
        Set<String> served = new TreeSet<>();
        all().forEach(each -> served.add(each.method() + " " + each.template().replace("*}", "}")));

        assertThat(described).isEqualTo(served);
    }

    @Test
    void bodies_haveTheMembersThatAreRead() throws IOException {
        Json schemas = described().get("components").get("schemas");
        assertThat(members(schemas, "KeyChange")).isEqualTo(KeyFormJson.MEMBERS);
        assertThat(members(schemas, "OwnerChange")).isEqualTo(KeyFormJson.AMOUNTS);
        assertThat(members(schemas, "Purge")).isEqualTo(CacheDesk.MEMBERS);
        assertThat(members(schemas, "Drain")).isEqualTo(DrainDesk.MEMBERS);
        assertThat(members(schemas, "TrialText")).isEqualTo(TrialDesk.MEMBERS);
        assertThat(members(schemas, "FeedbackText")).isEqualTo(RequestDesk.MEMBERS);
        Set<String> ofNew = new HashSet<>(KeyFormJson.MEMBERS);
        ofNew.addAll(List.of("name", "secret"));
        assertThat(members(schemas, "NewKey")).isEqualTo(ofNew);
    }

    @Test
    void queries_areThoseThatAreRead() throws IOException {
        assertThat(query("/usage")).isEqualTo(UsageQuery.names("by"));
        assertThat(query("/requests")).isEqualTo(RequestQuery.NAMES);
        assertThat(query("/usage/entries")).isEqualTo(UsageQuery.names("after", "limit"));
    }

    @Test
    void codes_areThoseOfProblems() throws IOException {
        Set<String> described = new HashSet<>();
        described()
                .get("components")
                .get("schemas")
                .get("Problem")
                .get("properties")
                .get("code")
                .get("enum")
                .items()
                .forEach(each -> described.add(each.text()));
        Set<String> told = new HashSet<>();
        for (Problem.Code code : Problem.Code.values()) {
            told.add(code.wire());
        }
        assertThat(described).isEqualTo(told);
    }

    @Test
    void references_leadSomewhere() throws IOException {
        Json all = described();
        String text = new String(all.toBytes(), UTF_8);
        String mark = "#/components/schemas/";
        for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
            String name = text.substring(at + mark.length(), text.indexOf('"', at));
            assertThat(all.get("components").get("schemas").get(name).isObject())
                    .as(name)
                    .isTrue();
        }
    }

    private static Set<String> query(String path) throws IOException {
        Set<String> names = new HashSet<>();
        described()
                .get("paths")
                .get(path)
                .get("get")
                .get("parameters")
                .items()
                .forEach(each -> names.add(each.get("name").text()));
        return names;
    }

    private static Set<String> members(Json schemas, String name) {
        Set<String> names = new HashSet<>();
        schemas.get(name).get("properties").members((member, value) -> names.add(member));
        return names;
    }
}
