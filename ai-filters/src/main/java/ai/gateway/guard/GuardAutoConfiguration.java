package ai.gateway.guard;

import ai.gateway.judge.Guard;
import ai.gateway.judge.Guards;
import ai.gateway.pipeline.AiExchanges;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

import java.util.ArrayList;
import java.util.List;

/** The guards. */
@AutoConfiguration(afterName = "ai.gateway.autoconfigure.PipelineAutoConfiguration")
@ConditionalOnBean(AiExchanges.class)
public class GuardAutoConfiguration {

    @Bean
    AiGuardGatewayFilterFactory aiGuardGatewayFilterFactory(
            AiExchanges exchanges,
            ObjectProvider<Guard> beans,
            ObjectProvider<Guards> defined,
            ObjectProvider<Tally> tally) {
        List<Guard> named = new ArrayList<>(beans.orderedStream().toList());
        defined.orderedStream().forEach(each -> named.addAll(each.all()));
        Tally counts = (what, side, action) -> tally.orderedStream().forEach(each -> each.objected(what, side, action));
        return new AiGuardGatewayFilterFactory(exchanges, named, counts);
    }
}
