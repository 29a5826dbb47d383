package ai.gateway.recognise;

import ai.gateway.pipeline.SettingsHolder;
import ai.gateway.pipeline.Upstream;
import ai.gateway.scan.Recogniser;
import ai.gateway.scan.Recognisers;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Recognisers of names, for whatever filter wants one. */
@AutoConfiguration(afterName = "ai.gateway.autoconfigure.PipelineAutoConfiguration")
@ConditionalOnBean({SettingsHolder.class, Upstream.class})
public class RecogniseAutoConfiguration {

    @Bean
    static RecognisersReader aiRecognisersReader() {
        return new RecognisersReader();
    }

    @Bean
    @ConditionalOnMissingBean
    Recognisers aiRecognisers(ObjectProvider<Recogniser> beans, SettingsHolder settings, Upstream upstream) {
        return new AllRecognisers(
                beans.orderedStream().toList(), () -> settings.current().part(Wanted.class), upstream.client());
    }
}
