package ai.gateway.app.console;

import ai.gateway.admin.AdminWanted;
import ai.gateway.admin.Admins;
import ai.gateway.pipeline.SettingsHolder;
import ai.gateway.pools.PoolDesk;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.gateway.config.GatewayProperties;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.route.RouteDefinitionLocator;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.Environment;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

import java.time.Clock;
import java.util.Map;

/** The console, where it may be. */
@Configuration(proxyBeanMethods = false)
@Conditional(ConsoleWanted.class)
@EnableConfigurationProperties(ConsoleProperties.class)
class ConsoleConfiguration {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final int MOST_RECENT = 1000;

    /** Before the routes of the gateway, whatever they match. */
    private static final int BEFORE_ROUTES = -1;

    @Bean
    Recent consoleRecent() {
        return new Recent(MOST_RECENT);
    }

    @Bean
    Traffic consoleTraffic() {
        return new Traffic(CLOCK::millis);
    }

    @Bean
    Onlooker consoleOnlooker(Recent recent, Traffic traffic) {
        return new Onlooker(recent, traffic);
    }

    @Bean
    Objections consoleObjections() {
        return new Objections(CLOCK::millis);
    }

    @Bean
    RouteDesk consoleRouteDesk(
            RouteLocator routes,
            RouteDefinitionLocator definitions,
            GatewayProperties properties,
            ObjectProvider<GlobalFilter> global) {
        return new RouteDesk(routes, definitions, properties, global.stream().toList());
    }

    @Bean
    Desks consoleDesks(SettingsHolder settings, PoolDesk pools, Objections objections) {
        return new Desks(settings, pools, objections);
    }

    @Bean
    Playground consolePlayground(RouteLocator routes, FilteringWebHandler handler) {
        return new Playground(routes, handler);
    }

    @Bean
    LiveFeed consoleLiveFeed(Recent recent) {
        return new LiveFeed(recent);
    }

    /** Comes before the server waits for what is open. */
    @Bean
    ApplicationListener<ContextClosedEvent> consoleFarewell(LiveFeed live) {
        return closing -> live.end();
    }

    @Bean
    ConsoleApi consoleApi(Onlooker onlooker, RouteDesk routes, Desks desks, Playground playground, LiveFeed live) {
        Overview overview = new Overview(onlooker.traffic(), onlooker);
        return new ConsoleApi(onlooker.recent(), overview, routes, desks, playground, live);
    }

    @Bean
    ConsoleHandler consoleHandler(
            ConsoleApi api, ConsoleProperties properties, ObjectProvider<Admins> admins, Environment environment) {
        boolean tokens = AdminWanted.isWanted(environment);
        Doorkeeper door = new Doorkeeper(admins.getIfAvailable(), tokens, properties.hosts());
        return new ConsoleHandler(Assets.load(), door, api);
    }

    @Bean
    SimpleUrlHandlerMapping consoleMapping(ConsoleHandler handler) {
        String base = ConsoleHandler.BASE;
        return new SimpleUrlHandlerMapping(Map.of(base, handler, base + "/**", handler), BEFORE_ROUTES);
    }
}
