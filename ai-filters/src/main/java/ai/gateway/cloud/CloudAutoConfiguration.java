package ai.gateway.cloud;

import ai.gateway.provider.AuthStyle;
import ai.gateway.provider.Signer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import reactor.netty.http.client.HttpClient;

import java.time.Clock;

/** A signer for each cloud whose library is there; one that the application brings for the same style goes before it. */
@AutoConfiguration(afterName = "org.springframework.cloud.gateway.config.GatewayAutoConfiguration")
@ConditionalOnBean(HttpClient.class)
public class CloudAutoConfiguration {

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @ConditionalOnClass(
            name = {
                "software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider",
                "software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner"
            })
    Signer aiAwsSigner() {
        return new LazySigner(AuthStyle.SIGV4, () -> new AwsSigner(Clock.systemUTC()));
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @ConditionalOnClass(name = "com.google.auth.oauth2.GoogleCredentials")
    Signer aiGoogleSigner() {
        return new LazySigner(AuthStyle.OAUTH, () -> new GoogleSigner(Clock.systemUTC()));
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    Signer aiEntraSigner(HttpClient client) {
        return new EntraSigner(Clock.systemUTC(), client);
    }
}
