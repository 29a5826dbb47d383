package ai.gateway.autoconfigure;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.cloud.gateway.config.GatewayProperties;
import org.springframework.cloud.gateway.route.RouteDefinition;

import java.net.URI;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RouteCheckTest {

    @ParameterizedTest
    @ValueSource(strings = {"ai://my_pool", "ai://gpt-5.4", "ai:chat"})
    void check_nameThatIsNoHost_failsTheStart(String uri) {
        assertThatThrownBy(check(uri)::afterSingletonsInstantiated)
                .hasMessage("route llm: uri: " + uri
                        + " (expected: ai:// and a name of letters, digits and single hyphens)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ai://auto", "ai://my-pool", "ai://gpt5", "https://my_host", "lb:ws://x", "no://op"})
    void check_anyOtherUri_passes(String uri) {
        assertThatCode(check(uri)::afterSingletonsInstantiated).doesNotThrowAnyException();
    }

    private static RouteCheck check(String uri) {
        RouteDefinition route = new RouteDefinition();
        route.setId("llm");
        route.setUri(URI.create(uri));
        GatewayProperties routes = new GatewayProperties();
        routes.setRoutes(List.of(route));
        return new RouteCheck(routes, List.of(), List.of());
    }
}
