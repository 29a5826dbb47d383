package ai.gateway.guards;

import ai.gateway.judge.Guard;
import ai.gateway.judge.Guards;
import ai.gateway.pipeline.OwnCalls;
import ai.gateway.pipeline.SettingsHolder;
import ai.gateway.pipeline.Upstream;
import ai.gateway.reach.AddressGuard;
import ai.gateway.semantic.Encoder;
import io.netty.channel.ChannelOption;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import reactor.netty.http.client.HttpClient;

import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/** The guards that the configuration defines. Their names are those of the start; what is written of them is read anew. */
@AutoConfiguration(
        afterName = {"ai.gateway.autoconfigure.PipelineAutoConfiguration", "ai.gateway.hooks.HooksAutoConfiguration"},
        beforeName = "ai.gateway.guard.GuardAutoConfiguration")
@ConditionalOnBean(OwnCalls.class)
public class GuardsAutoConfiguration {

    private static final int CONNECT_MILLIS = 2_000;

    @Bean
    static GuardsReader aiGuardsReader() {
        return new GuardsReader();
    }

    @Bean
    Guards aiGuards(
            SettingsHolder settings,
            OwnCalls calls,
            Upstream upstream,
            ObjectProvider<AddressGuard> addressGuard,
            ObjectProvider<Encoder> encoder) {
        Supplier<Definitions> definitions = () -> settings.current().part(Definitions.class);
        Webhook.Means webhooks = new Webhook.Means(
                toOneAddress(),
                addressGuard.getIfAvailable(() -> new AddressGuard(AddressGuard.Resolver.SYSTEM)),
                Clock.systemUTC()::millis);
        Kinds kinds = new Kinds(
                new Providers(settings::current, calls, new Service(upstream.client())),
                webhooks,
                encoder::getIfAvailable);
        List<Guard> all = definitions.get().byName().keySet().stream()
                .<Guard>map(name -> new NamedGuard(name, definitions, kinds))
                .toList();
        return new Guards(all);
    }

    /** That was looked at: without a proxy, which would look for it once more. */
    private static HttpClient toOneAddress() {
        return HttpClient.create()
                .noProxy()
                .followRedirect(false)
                .disableRetry(true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS);
    }
}
