package ai.gateway.app.deploy;

import ai.gateway.app.GatewayApp;
import ai.gateway.app.ProjectFiles;
import ai.gateway.app.standin.StandIn;
import ai.gateway.app.standin.StandInSettings;
import ai.gateway.testing.Answer;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RealRedis;
import ai.gateway.testing.RunningGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;
import org.yaml.snakeyaml.Yaml;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The gateway with the configuration of {@code docs/kubernetes}, and the manifests around it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KubernetesTest {

    private static final String CHAT =
            "{\"model\":\"gpt-5.4-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"/words 3\"}]}";

    /** What is told to Redis when all requests have ended. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private static final Manifest POD =
            Manifest.of("deployment.yaml", "Deployment").at("spec/template/spec");
    private static final Manifest CONTAINER = POD.at("containers/0");
    private static final String CONFIGURATION = Manifest.of("configmap.yaml", "ConfigMap")
            .at("data/application.yml")
            .text();

    @TempDir
    Path directory;

    private StandIn provider;
    private RealRedis redis;
    private RunningGateway gateway;

    @BeforeAll
    void start() {
        provider = StandIn.start(new StandInSettings(0, Duration.ZERO, Duration.ZERO, 1, 0, true, null));
        redis = RealRedis.start();
        gateway = RunningGateway.start(
                GatewayApp.class, CONFIGURATION + """
                ---
                server: { address: 127.0.0.1, port: 0 }
                management.server: { address: 127.0.0.1, port: 0 }
                ai.gateway:
                  providers.openai.base-url: "%s/v1"
                  ledger.directory: "%s"
                REDIS_URL: redis://127.0.0.1:%d
                LEDGER_URL: "jdbc:h2:mem:kubernetes"
                LEDGER_USERNAME: gateway
                LEDGER_PASSWORD: a-password-of-the-test
                OPENAI_API_KEY: theirs
                KEYS_SECRET: a-secret-for-digests-0123456789
                FIRST_KEY: sk-first-0123456789abcdef
                """.formatted(provider.baseUrl(), directory, redis.port()));
    }

    @AfterAll
    void stop() {
        gateway.close();
        redis.close();
        provider.close();
    }

    private int management() {
        return gateway.bean(Environment.class).getRequiredProperty("local.management.port", Integer.class);
    }

    /** What the configuration says; its variables are not replaced. */
    private static Manifest configured(String path) {
        return new Manifest(new Yaml().load(CONFIGURATION)).at(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"startupProbe", "livenessProbe", "readinessProbe"})
    void probe_atItsNamedPort_finds200(String probe) {
        Manifest http = CONTAINER.at(probe + "/httpGet");

        assertThat(http.at("port").text()).isEqualTo("management");
        assertThat(RawHttp.get(management(), http.at("path").text()).status()).isEqualTo(200);
        assertThat(RawHttp.get(gateway.port(), http.at("path").text()).status()).isEqualTo(404);
    }

    @Test
    void metrics_areAtTheManagementPort() {
        assertThat(RawHttp.get(management(), "/actuator/prometheus").text()).contains("ai_gateway_exchanges_open");
    }

    @Test
    void route_asksForAKey_andThenAnswers() {
        Answer stranger = RawHttp.post(gateway.port(), "/v1/chat/completions", CHAT);
        Answer known = RawHttp.post(
                gateway.port(), "/v1/chat/completions", CHAT, "authorization: Bearer sk-first-0123456789abcdef");

        assertThat(stranger.status()).isEqualTo(401);
        assertThat(known.status()).as(known.text()).isEqualTo(200);
        assertThat(known.text()).contains("word3");
        assertThat(known.header("x-ratelimit-limit-tokens")).isEqualTo("200000");
    }

    @Test
    void ports_ofConfigurationPodServiceAndImage_areTheSame() {
        Manifest ports = CONTAINER.at("ports");
        int http = configured("server/port").number();
        int management = configured("management/server.port").number();

        assertThat(ports.named("http").at("containerPort").number()).isEqualTo(http);
        assertThat(ports.named("management").at("containerPort").number()).isEqualTo(management);
        assertThat(ImageFile.read().last("EXPOSE")).isEqualTo(http + " " + management);
        assertThat(Manifest.of("service.yaml", "Service").at("spec/ports").items())
                .extracting(port -> port.at("targetPort").text())
                .containsExactly("http");
    }

    @Test
    void graceOfThePod_isLongerThanAllThatIsWaitedFor() {
        Duration grace =
                Duration.ofSeconds(POD.at("terminationGracePeriodSeconds").number());
        Duration before = Duration.ofSeconds(
                CONTAINER.at("lifecycle/preStop/sleep/seconds").number());
        Duration streams = DurationStyle.detectAndParse(
                configured("spring/lifecycle.timeout-per-shutdown-phase").text());

        assertThat(grace).isGreaterThan(before.plus(streams).plus(LAST_WORDS));
    }

    @Test
    void userAndPlaces_ofPodAndImage_areTheSame() {
        ImageFile image = ImageFile.read();
        Manifest mounts = CONTAINER.at("volumeMounts");
        String state = mounts.named("state").at("mountPath").text();

        assertThat(image.last("USER"))
                .isEqualTo(POD.at("securityContext/runAsUser").text() + ":"
                        + POD.at("securityContext/runAsGroup").text());
        assertThat(mounts.named("config").at("mountPath").text()).isEqualTo(image.last("WORKDIR") + "/config");
        assertThat(image.last("VOLUME")).isEqualTo(state);
        assertThat(image.variable("AI_GATEWAY_LEDGER_DIRECTORY")).startsWith(state + "/");
        assertThat(image.variable("AI_GATEWAY_AUDIT_DIRECTORY")).startsWith(state + "/");
        assertThat(mounts.items()).hasSameSizeAs(POD.at("volumes").items().toList());
    }

    @Test
    void journal_atItsLargest_fitsIntoTheVolume() {
        String room = POD.at("volumes").named("state").at("emptyDir/sizeLimit").text();

        assertThat(DataSize.parse(room.replace("Gi", "GB")))
                .isGreaterThan(DataSize.parse(
                        gateway.bean(Environment.class).getProperty("ai.gateway.ledger.journal.max-size", "512MB")));
    }

    @Test
    void names_leadToEachOther() {
        String name =
                Manifest.of("deployment.yaml", "Deployment").at("metadata/name").text();
        Object labels = Manifest.of("deployment.yaml", "Deployment")
                .at("spec/template/metadata/labels")
                .value();

        assertThat(Manifest.of("scaling.yaml", "HorizontalPodAutoscaler")
                        .at("spec/scaleTargetRef/name")
                        .text())
                .isEqualTo(name);
        assertThat(POD.at("volumes").named("config").at("configMap/name").text())
                .isEqualTo(Manifest.of("configmap.yaml", "ConfigMap")
                        .at("metadata/name")
                        .text());
        assertThat(Stream.of(
                        Manifest.of("service.yaml", "Service").at("spec/selector"),
                        Manifest.of("deployment.yaml", "Deployment").at("spec/selector/matchLabels"),
                        Manifest.of("scaling.yaml", "PodDisruptionBudget").at("spec/selector/matchLabels"),
                        POD.at("topologySpreadConstraints/0/labelSelector/matchLabels"),
                        POD.at("topologySpreadConstraints/1/labelSelector/matchLabels")))
                .extracting(Manifest::value)
                .containsOnly(labels);
    }

    @Test
    void secrets_thatTheConfigurationAsksFor_areThoseThatThePageMakes() {
        String page = ProjectFiles.read(ProjectFiles.root().resolve("docs/production.md"));
        List<String> wanted = Pattern.compile("\\$\\{(\\w+)")
                .matcher(CONFIGURATION)
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(wanted).isNotEmpty().allSatisfy(name -> assertThat(page).contains("--from-literal=" + name + "="));
        assertThat(page)
                .contains("create secret generic "
                        + CONTAINER.at("envFrom/0/secretRef/name").text());
    }
}
