package ai.gateway.guard;

import ai.gateway.judge.Guard;
import ai.gateway.pipeline.AiExchanges;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/** The guards. */
@AutoConfiguration(afterName = "ai.gateway.autoconfigure.PipelineAutoConfiguration")
@ConditionalOnBean(AiExchanges.class)
public class GuardAutoConfiguration {

    @Bean
    AiGuardGatewayFilterFactory aiGuardGatewayFilterFactory(
            AiExchanges exchanges, ObjectProvider<Guard> guards, ObjectProvider<Tally> tally) {
        Tally counts = (what, side, action) -> tally.orderedStream().forEach(each -> each.objected(what, side, action));
        return new AiGuardGatewayFilterFactory(exchanges, guards.orderedStream().toList(), counts);
    }
}
