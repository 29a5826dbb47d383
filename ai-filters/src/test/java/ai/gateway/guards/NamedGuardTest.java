package ai.gateway.guards;

import ai.gateway.guards.GuardsProperties.Definition;
import ai.gateway.reach.AddressGuard;
import ai.gateway.reach.AllowList;
import ai.gateway.testing.JudgingUpstream;
import ai.gateway.testing.JudgingUpstream.Verdict;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import reactor.netty.http.client.HttpClient;
import reactor.test.StepVerifier;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import static org.assertj.core.api.Assertions.assertThat;

/** A guard goes by what is written of it when it is asked. */
class NamedGuardTest {

    private final AtomicReference<Definitions> written = new AtomicReference<>();
    private final HttpClient client = HttpClient.create();
    private final Kinds kinds = new Kinds(
            new Providers(
                    () -> {
                        throw new IllegalStateException("no provider is asked");
                    },
                    null,
                    new Service(client)),
            new Webhook.Means(client, new AddressGuard(AddressGuard.Resolver.SYSTEM), () -> 0),
            () -> null);
    private final NamedGuard guard = new NamedGuard("g", written::get, kinds);

    private static Definitions presidio(String endpoint, int step) {
        Definition definition = new Binder(new MapConfigurationPropertySource(
                        Map.of("g.type", "presidio", "g.endpoint", endpoint, "g.step", step)))
                .bind("g", Definition.class)
                .get();
        return new Definitions(Map.of("g", definition), AllowList.NOTHING, Map.of());
    }

    @Test
    void judge_definitionChanges_asksWhoIsWrittenThen() {
        try (JudgingUpstream first = JudgingUpstream.start(seen -> Verdict.json(200, "[[]]"));
                JudgingUpstream second = JudgingUpstream.start(
                        seen -> Verdict.json(200, "[[{\"entity_type\":\"PERSON\",\"start\":0,\"end\":1}]]"))) {
            written.set(presidio(first.url(), 1));
            StepVerifier.create(guard.judge(Services.request("a"))).verifyComplete();
            assertThat(guard.step()).isEqualTo(1);

            written.set(presidio(second.url(), 0));
            StepVerifier.create(guard.judge(Services.request("a")))
                    .expectNextCount(1)
                    .verifyComplete();
            assertThat(guard.step()).isEqualTo(Integer.MAX_VALUE);
            assertThat(first.seen()).hasSize(1);
        }
    }

    @Test
    void judge_definitionIsGone_fails() {
        written.set(new Definitions(Map.of(), AllowList.NOTHING, Map.of()));

        StepVerifier.create(guard.judge(Services.request("a"))).verifyErrorMessage("it is not defined any more");
        assertThat(guard.step()).isEqualTo(400);
    }
}
