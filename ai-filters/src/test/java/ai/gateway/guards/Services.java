package ai.gateway.guards;

import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.judge.Guard;
import ai.gateway.judge.Guards;
import ai.gateway.judge.Matter;
import ai.gateway.judge.Objection;
import ai.gateway.judge.Said;
import ai.gateway.testing.RunningGateway;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

/** A gateway whose guards all ask one stub. As an extension of a test class it is there for all its tests, and each begins with a stub that knows nothing. */
final class Services implements AutoCloseable, BeforeEachCallback, AfterAllCallback {

    static final Duration SOON = Duration.ofSeconds(20);

    /** Everything in the configuration that nobody may read. */
    static final List<String> SECRETS = List.of(
            "secret-of-openai",
            "secret-of-azure",
            "secret-of-lakera",
            "secret-of-google",
            "secret-of-aws",
            "secret-of-the-webhook");

    private static final String YAML = """
            ai.gateway:
              address-guard.allow: [ 127.0.0.1 ]
              providers:
                openai: { base-url: "MOCK/openai/v1", api-key: secret-of-openai }
                ollama: { base-url: "MOCK/ollama" }
                bedrock: { base-url: "MOCK/aws", region: eu-west-1, access-key-id: AKID, secret-access-key: secret-of-aws }
                vertex: { base-url: "MOCK/vertex", project: p, location: l, access-token: secret-of-google }
              guards:
                moderation: { type: moderation, model: openai/omni-moderation-latest }
                violence: { type: moderation, model: openai/omni-moderation-latest, categories: [ violence, hate-threatening ], threshold: 0.4 }
                llama: { type: model, manner: llama-guard, model: "ollama/llama-guard3:8b" }
                weapons: { type: model, manner: llama-guard, model: "ollama/llama-guard3:8b", categories: [ S9, hate ] }
                question: { type: model, manner: question, model: openai/gpt-4o, prompt: Object to what speaks of birds. }
                azure: { type: azure-content-safety, endpoint: "MOCK/azure/", api-key: secret-of-azure }
                shield: { type: azure-content-safety, endpoint: "MOCK/azure", api-key: secret-of-azure, shield: true,
                  categories: [ self-harm ], threshold: 4, blocklists: [ words ] }
                guardrail: { type: bedrock-guardrail, guardrail: "arn:aws:bedrock:eu-west-1:1:guardrail/gr1", version: 3 }
                grounded: { type: bedrock-guardrail, guardrail: gr2, grounding: true }
                armor: { type: model-armor, template: projects/p/locations/europe-west4/templates/t, endpoint: "MOCK/armor" }
                token: { type: model-armor, template: projects/p/locations/l/templates/t, endpoint: "MOCK/armor",
                  access-token: secret-of-google }
                presidio: { type: presidio, endpoint: "MOCK/presidio" }
                names: { type: presidio, endpoint: "MOCK/presidio", language: de, entities: [ PERSON ], threshold: 0.5 }
                lakera: { type: lakera, endpoint: "MOCK/lakera", api-key: secret-of-lakera, project: p-1 }
                webhook: { type: webhook, url: "MOCK/hook?token=t", secret: secret-of-the-webhook, step: 1000 }
            """;

    private final WireMockServer mock = new WireMockServer(WireMockConfiguration.options()
            .dynamicPort()
            .bindAddress("127.0.0.1")
            .containerThreads(16));
    private final RunningGateway gateway;

    @EnableAutoConfiguration
    static class App {}

    Services() {
        mock.start();
        gateway = RunningGateway.start(App.class, YAML.replace("MOCK", "http://127.0.0.1:" + mock.port()));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        forget();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    /** From now on, the stub knows nothing but what it is told next. */
    void forget() {
        mock.resetAll();
    }

    void answer(String path, String json) {
        mock.stubFor(any(urlPathEqualTo(path)).willReturn(okJson(json)));
    }

    void answerEverything(ResponseDefinitionBuilder answer) {
        mock.stubFor(any(anyUrl()).willReturn(answer));
    }

    List<Guard> guards() {
        return gateway.bean(Guards.class).all();
    }

    Guard guard(String name) {
        return guards().stream()
                .filter(guard -> guard.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    Mono<Objection> judging(String name, Matter matter) {
        return guard(name).judge(matter).timeout(SOON);
    }

    /** What a guard has against it; null for nothing. */
    Objection judge(String name, Matter matter) {
        return judging(name, matter).block();
    }

    /** The one request that has come. */
    LoggedRequest only() {
        assertThat(all()).hasSize(1);
        return all().get(0);
    }

    List<LoggedRequest> all() {
        List<LoggedRequest> seen = new ArrayList<>();
        mock.getAllServeEvents().forEach(event -> seen.add(0, event.getRequest()));
        return seen;
    }

    static Matter request(String... users) {
        return Matter.request(
                List.of(users).stream().map(text -> new Said(Role.USER, text)).toList());
    }

    static Matter answer(String text, Said... prompt) {
        return Matter.answer(List.of(prompt), List.of(new Said(Role.ASSISTANT, text)), /* ended= */ true);
    }

    @Override
    public void close() {
        gateway.close();
        mock.stop();
    }
}
