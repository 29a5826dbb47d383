package ai.gateway.log;

import ai.gateway.ledger.RequestLog;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import reactor.netty.http.client.HttpClient;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The places where the request log is kept, and who is told of exchanges, wherever there is a gateway. */
@AutoConfiguration(
        beforeName = "ai.gateway.autoconfigure.PipelineAutoConfiguration",
        afterName = {
            "ai.gateway.books.BooksAutoConfiguration",
            "org.springframework.cloud.gateway.config.GatewayAutoConfiguration"
        })
@ConditionalOnBean(HttpClient.class)
@EnableConfigurationProperties(LogProperties.class)
public class LogAutoConfiguration {

    /** What may wait for one place to take it, in characters. */
    private static final long ROOM = 32 << 20;

    @Bean
    Outlets aiLogOutlets(LogProperties properties, ObjectProvider<RequestLog> requests) {
        List<Outlet> outlets = new ArrayList<>();
        RequestLog store = requests.getIfAvailable();
        if (store != null && properties.store().enabled()) {
            outlets.add(new StoreOutlet(store, properties.store().keep(), Clock.systemUTC()));
        }
        LogProperties.File file = properties.file();
        if (!file.path().isEmpty()) {
            outlets.add(new FileOutlet(Path.of(file.path()), file.maxSize().toBytes(), file.files()));
        }
        LogProperties.Otlp otlp = properties.otlp();
        if (!otlp.endpoint().isEmpty()) {
            outlets.add(new OtlpOutlet(otlp.endpoint(), otlp.headers(), otlp.timeout()));
        }
        LogProperties.Kafka kafka = properties.kafka();
        if (!kafka.topic().isEmpty()) {
            outlets.add(outlet(kafka));
        }
        return new Outlets(outlets, properties.waiting(), ROOM);
    }

    private static Outlet outlet(LogProperties.Kafka kafka) {
        try {
            return new KafkaOutlet(kafka.topic(), kafka.properties());
        } catch (NoClassDefFoundError e) {
            throw new IllegalArgumentException(
                    "ai.gateway.log.kafka.topic (expected: org.apache.kafka:kafka-clients on the class path)", e);
        }
    }

    @Bean
    Scribe aiLogScribe(Outlets outlets) {
        return new Scribe(outlets);
    }
}
