package ai.gateway.admin;

import ai.gateway.access.KeyForms;
import ai.gateway.health.Draining;
import ai.gateway.ledger.Audit;
import ai.gateway.ledger.Documents;
import ai.gateway.ledger.RequestLog;
import ai.gateway.ledger.Usages;
import ai.gateway.models.ModelTable;
import ai.gateway.pipeline.SettingsHolder;
import ai.gateway.quota.Quotas;
import ai.gateway.recall.AnswerStore;
import ai.gateway.recall.Tally;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import reactor.core.scheduler.Schedulers;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The admin API, where somebody has a token for it. */
@AutoConfiguration(
        after = StoredKeysAutoConfiguration.class,
        afterName = {
            "ai.gateway.books.BooksAutoConfiguration",
            "ai.gateway.keys.KeysAutoConfiguration",
            "ai.gateway.autoconfigure.AccountAutoConfiguration",
            "ai.gateway.cache.CacheAutoConfiguration"
        })
@Conditional(AdminWanted.class)
@ConditionalOnBean(KeyForms.class)
@EnableConfigurationProperties(AdminProperties.class)
public class AdminAutoConfiguration {

    private static final int RANDOM_BYTES = 32;

    /** Before the routes of the gateway, whatever they match. */
    private static final int BEFORE_ROUTES = -1;

    /** What was used and asked, and what is left. */
    record Books(
            ObjectProvider<Usages> usages,
            ObjectProvider<RequestLog> requests,
            ObjectProvider<Audit> audit,
            ObjectProvider<Quotas> quotas) {

        List<Endpoint> endpoints(Changes changes, KeyForms forms, Clock clock) {
            List<Endpoint> endpoints = new ArrayList<>();
            quotas.ifAvailable(known -> endpoints.addAll(new LimitDesk(changes, forms, known, clock).endpoints()));
            usages.ifAvailable(known -> endpoints.addAll(new UsageDesk(known, clock).endpoints()));
            requests.ifAvailable(known -> endpoints.addAll(new RequestDesk(known, clock).endpoints()));
            return endpoints;
        }
    }

    @Bean
    Books aiAdminBooks(
            ObjectProvider<Usages> usages,
            ObjectProvider<RequestLog> requests,
            ObjectProvider<Audit> audit,
            ObjectProvider<Quotas> quotas) {
        return new Books(usages, requests, audit, quotas);
    }

    /** What is administered. */
    record Rooms(KeyForms forms, ObjectProvider<DocumentKeys> keys, ObjectProvider<Documents> documents, Books books) {

        Changes changes() {
            Documents known = documents.getIfAvailable();
            if (known == null) {
                throw new IllegalArgumentException("ai.gateway.admin: without a ledger, whose database it shares"
                        + " (expected: ai.gateway.ledger.enabled: true, or a url)");
            }
            return new Changes(known, keys.getIfAvailable());
        }
    }

    @Bean
    Rooms aiAdminRooms(
            KeyForms forms, ObjectProvider<DocumentKeys> keys, ObjectProvider<Documents> documents, Books books) {
        return new Rooms(forms, keys, documents, books);
    }

    /** What answers: the cache and the pools, where there are some. */
    record Answering(ObjectProvider<AnswerStore> store, ObjectProvider<Tally> tally, ObjectProvider<Draining> pools) {

        List<Endpoint> endpoints(Changes changes) {
            List<Endpoint> endpoints = new ArrayList<>();
            AnswerStore kept = store.getIfAvailable();
            Tally counted = tally.getIfAvailable();
            if (kept != null && counted != null) {
                endpoints.addAll(new CacheDesk(changes, kept, counted).endpoints());
            }
            pools.ifAvailable(known -> endpoints.addAll(new DrainDesk(changes, known).endpoints()));
            return endpoints;
        }
    }

    @Bean
    Answering aiAdminAnswering(
            ObjectProvider<AnswerStore> store, ObjectProvider<Tally> tally, ObjectProvider<Draining> pools) {
        return new Answering(store, tally, pools);
    }

    @Bean
    AdminHandler aiAdminHandler(
            AdminProperties properties,
            Rooms rooms,
            Answering answering,
            SettingsHolder settings,
            ObjectProvider<RouteLocator> routes) {
        Changes changes = rooms.changes();
        Clock clock = Clock.systemUTC();
        List<Endpoint> endpoints = new ArrayList<>();
        endpoints.addAll(new KeyList(changes, rooms.forms()).endpoints());
        endpoints.addAll(new KeyDesk(changes, rooms.forms(), properties.rotationGrace(), clock).endpoints());
        endpoints.addAll(new OwnerDesk(changes, rooms.forms()).endpoints());
        endpoints.addAll(rooms.books().endpoints(changes, rooms.forms(), clock));
        endpoints.addAll(new PriceDesk(() -> settings.current().part(ModelTable.class)).endpoints());
        endpoints.addAll(answering.endpoints(changes));
        endpoints.addAll(new TrialDesk(() -> routes.getObject().getRoutes()).endpoints());
        endpoints.addAll(new DeedDesk(changes, rooms.books().audit().getObject()).endpoints());
        endpoints.addAll(Description.endpoints());
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        Admins admins = new Admins(properties.path(), random, properties.all());
        return new AdminHandler(admins, endpoints, Schedulers.boundedElastic());
    }

    /** For other doors of the host that the same tokens shall open. */
    @Bean
    Admins aiAdmins(AdminHandler handler) {
        return handler.admins();
    }

    @Bean
    SimpleUrlHandlerMapping aiAdminMapping(AdminProperties properties, AdminHandler handler) {
        return new SimpleUrlHandlerMapping(Map.of(properties.path() + "/**", handler), BEFORE_ROUTES);
    }
}
