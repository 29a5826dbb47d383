package ai.gateway.recognise;

import ai.gateway.autoconfigure.ProviderAutoConfiguration;
import ai.gateway.pipeline.ClosingTime;
import ai.gateway.pipeline.Upstream;
import ai.gateway.recognise.RecognisersProperties.Kind;
import ai.gateway.scan.Find;
import ai.gateway.scan.Recogniser;
import ai.gateway.scan.Recognisers;
import ai.gateway.testing.Metadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

import java.net.URI;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RecognisersReaderTest {

    private final ReactiveWebApplicationContextRunner context = new ReactiveWebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ProviderAutoConfiguration.class, RecogniseAutoConfiguration.class))
            .withBean(HttpClient.class, HttpClient::create)
            .withBean(HttpClientProperties.class)
            .withBean(
                    Upstream.class,
                    () -> new Upstream(HttpClient.create(), false, List.of(), List.of(), new ClosingTime()))
            .withPropertyValues("ai.gateway.reload.enabled=false");

    @Test
    void recognisers_ofBothTypes_areRead() {
        context.withPropertyValues(
                        "ai.gateway.recognisers.near.type=presidio",
                        "ai.gateway.recognisers.near.endpoint=http://localhost:5002/",
                        "ai.gateway.recognisers.own.type=names",
                        "ai.gateway.recognisers.own.entities=PERSON")
                .run(started -> {
                    Map<String, Wanted.One> all = started.getBean(ai.gateway.pipeline.SettingsHolder.class)
                            .current()
                            .part(Wanted.class)
                            .all();
                    assertThat(all.get("near"))
                            .isEqualTo(new Wanted.One(
                                    Kind.PRESIDIO,
                                    URI.create("http://localhost:5002/analyze"),
                                    "en",
                                    List.of("PERSON", "LOCATION", "ORGANIZATION"),
                                    0.5));
                    Recognisers recognisers = started.getBean(Recognisers.class);
                    assertThat(recognisers.get("near").name()).isEqualTo("near");
                    assertThat(recognisers.get("own").name()).isEqualTo("own");
                    assertThatThrownBy(() -> recognisers.get("far"))
                            .hasMessageStartingWith("recogniser: far (expected: one of [near, own], as");
                });
    }

    @Test
    void bean_canBeNamed_asThoseInTheConfiguration() {
        Recogniser mine = new Recogniser() {
            @Override
            public String name() {
                return "mine";
            }

            @Override
            public Mono<List<List<Find>>> find(List<String> texts) {
                return Mono.empty();
            }
        };
        context.withBean(Recogniser.class, () -> mine)
                .run(started -> assertThat(started.getBean(Recognisers.class).get("mine"))
                        .isSameAs(mine));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "endpoint=http://a   | recognisers.x.type: none (expected: presidio, names)",
                "type=presidio       | recognisers.x.endpoint:  (expected: an address",
                "type=presidio,endpoint=ftp://a | recognisers.x.endpoint: ftp://a (expected: an address",
                "type=names,score=2  | recognisers.x.score: 2.0 (expected: 0 to 1)",
                "type=names,entities=| recognisers.x.entities: none (expected: some",
                "type=names,entities=EMAIL | recognisers.x.entities: [EMAIL] (expected: of",
                "type=names,sort=1   | ai.gateway.recognisers.x.sort"
            })
    void settings_thatMakeNoSense_areTold(String written, String told) {
        String[] properties = java.util.Arrays.stream(written.split(","))
                .map(one -> "ai.gateway.recognisers.x." + one)
                .toArray(String[]::new);
        context.withPropertyValues(properties)
                .run(started -> assertThat(started.getStartupFailure()).hasStackTraceContaining(told));
    }

    @Test
    void properties_areDescribed() {
        assertThat(Metadata.describedBy("RecognisersProperties")).containsExactly("ai.gateway.recognisers");
    }
}
