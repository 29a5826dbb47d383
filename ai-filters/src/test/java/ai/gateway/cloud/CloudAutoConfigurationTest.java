package ai.gateway.cloud;

import ai.gateway.provider.AuthStyle;
import ai.gateway.provider.Signer;
import ai.gateway.provider.Target;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

class CloudAutoConfigurationTest {

    private final ApplicationContextRunner noGateway =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(CloudAutoConfiguration.class));

    private final ApplicationContextRunner context = noGateway.withBean(HttpClient.class, HttpClient::create);

    @Test
    void context_allLibraries_eachCloudHasItsSigner() {
        context.run(started -> assertThat(styles(started))
                .containsExactlyInAnyOrder(AuthStyle.SIGV4, AuthStyle.OAUTH, AuthStyle.ENTRA));
    }

    @Test
    void context_withoutALibrary_itsSignerIsNotThere() {
        context.withClassLoader(new FilteredClassLoader("software.amazon.awssdk"))
                .run(started ->
                        assertThat(styles(started)).containsExactlyInAnyOrder(AuthStyle.OAUTH, AuthStyle.ENTRA));
        context.withClassLoader(new FilteredClassLoader("com.google.auth"))
                .run(started ->
                        assertThat(styles(started)).containsExactlyInAnyOrder(AuthStyle.SIGV4, AuthStyle.ENTRA));
    }

    @Test
    void context_withoutGateway_isLeftAlone() {
        noGateway.run(started -> assertThat(started).hasNotFailed().doesNotHaveBean(Signer.class));
    }

    /** The pipeline takes the last one of a style. */
    @Test
    void context_signerOfTheApplication_comesLast() {
        Signer mine = new Counting(new AtomicInteger());
        context.withBean("mine", Signer.class, () -> mine)
                .run(started -> assertThat(started.getBeanProvider(Signer.class).orderedStream())
                        .last()
                        .isSameAs(mine));
    }

    @Test
    void lazy_signer_isMadeOnceWithTheFirstRequest() {
        AtomicInteger made = new AtomicInteger();
        LazySigner lazy = new LazySigner(AuthStyle.SIGV4, () -> new Counting(made));
        assertThat(lazy.style()).isEqualTo(AuthStyle.SIGV4);
        assertThat(made).hasValue(0);

        Target target = Sent.target(AuthStyle.SIGV4, Map.of());
        for (int i = 0; i < 3; i++) {
            assertThat(Sent.headers(lazy, target)).containsKey("made");
        }

        assertThat(made).hasValue(1);
    }

    private static List<AuthStyle> styles(ApplicationContext context) {
        return context.getBeansOfType(Signer.class).values().stream()
                .map(Signer::style)
                .toList();
    }

    private static final class Counting implements Signer {

        Counting(AtomicInteger made) {
            made.incrementAndGet();
        }

        @Override
        public AuthStyle style() {
            return AuthStyle.SIGV4;
        }

        @Override
        public Mono<Map<String, String>> headers(Outgoing request, Target target) {
            return Mono.just(Map.of("made", "yes"));
        }
    }
}
