package ai.gateway.pipeline;

import ai.gateway.pipeline.Shown.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

import java.net.URI;
import java.util.EnumSet;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class ShownTest {

    private static final Set<Place> ALL = EnumSet.allOf(Place.class);

    private static ServerHttpRequest request(String uri, String... headers) {
        MockServerHttpRequest.BodyBuilder request = MockServerHttpRequest.method(
                org.springframework.http.HttpMethod.POST, URI.create("http://gateway" + uri));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request.build();
    }

    private static ServerHttpRequest hidden(ServerHttpRequest request) {
        return Shown.in(request, ALL)
                .hiddenIn(MockServerWebExchange.builder((MockServerHttpRequest) request)
                        .build())
                .getRequest();
    }

    @ParameterizedTest
    @CsvSource({
        "Authorization, Bearer secret",
        "authorization, bearer  secret ",
        "x-api-key, secret",
        "X-Goog-Api-Key, secret",
        "api-key, secret"
    })
    void in_header_isFoundAndHidden(String name, String value) {
        ServerHttpRequest request = request("/v1/x?a=1", name, value, "Accept", "x/y", "Accept", "z");
        Shown shown = Shown.in(request, ALL);
        assertThat(shown.value()).isEqualTo("secret");
        assertThat(shown.places()).hasSize(1);
        assertThat(shown.toString()).doesNotContain("secret");
        ServerHttpRequest hidden = hidden(request);
        assertThat(hidden.getHeaders().getFirst(name)).isNull();
        assertThat(hidden.getHeaders().getValuesAsList("accept")).containsExactly("x/y", "z");
        assertThat(hidden.getURI()).isEqualTo(request.getURI());
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/x?key=se%63ret, /v1/x",
        "/v1/x?key=secret&alt=sse, /v1/x?alt=sse",
        "/v1/x?alt=sse&key=secret, /v1/x?alt=sse",
        "/v1/x?alt=%20&k%65y=secret&key=secret&b, /v1/x?alt=%20&b"
    })
    void in_query_isFoundAndHidden(String uri, String left) {
        ServerHttpRequest request = request(uri);
        assertThat(Shown.in(request, ALL).value()).isEqualTo("secret");
        ServerHttpRequest hidden = hidden(request);
        assertThat(hidden.getURI()).hasToString("http://gateway" + left);
        assertThat(hidden.getQueryParams().getFirst("key")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/x", "/v1/x?keys=a&monkey=b&key", "/v1/x?key="})
    void in_nothingShown_isNothing(String uri) {
        Shown shown = Shown.in(request(uri, "Authorization", "Basic YTpi", "x-api-key", " "), ALL);
        assertThat(shown.isNothing()).isTrue();
        assertThat(shown.value()).isEmpty();
    }

    @Test
    void in_sameTwice_isOne_andDifferentOnesAreTold() {
        Shown same = Shown.in(request("/?key=secret", "Authorization", "Bearer secret", "x-api-key", "secret"), ALL);
        assertThat(same.differs()).isFalse();
        assertThat(same.places()).containsExactlyInAnyOrder(Place.AUTHORIZATION, Place.X_API_KEY, Place.QUERY);
        assertThat(Shown.in(request("/", "Authorization", "Bearer secret", "x-api-key", "other"), ALL)
                        .differs())
                .isTrue();
    }

    @Test
    void in_onlySomePlaces_othersAreLeftAlone() {
        ServerHttpRequest request = request("/", "Authorization", "Bearer token", "x-api-key", "secret");
        Shown shown = Shown.in(request, EnumSet.of(Place.X_API_KEY));
        assertThat(shown.value()).isEqualTo("secret");
        ServerHttpRequest left = shown.hiddenIn(MockServerWebExchange.builder((MockServerHttpRequest) request)
                        .build())
                .getRequest();
        assertThat(left.getHeaders().getFirst("Authorization")).isEqualTo("Bearer token");
        assertThat(left.getHeaders().getFirst("x-api-key")).isNull();
    }
}
