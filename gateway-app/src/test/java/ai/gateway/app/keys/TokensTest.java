package ai.gateway.app.keys;

import ai.gateway.app.GatewayApp;
import ai.gateway.testing.Answer;
import ai.gateway.testing.RawHttp;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.web.server.SecurityWebFilterChain;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Spring Security in front: its tokens stand in for keys where the settings say so, and are none of AiKey's business else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokensTest {

    private static final byte[] SIGNED_WITH = "a-secret-that-signs-tokens-0123456789".getBytes(UTF_8);
    private static final String KEY = "sk-alice-0123456789abcdef";
    private static final String JWT = "jwt: { name: sub, owner: team, models: models, tags: [ tier ] }\n";

    private KeysBench withClaims;
    private KeysBench withKeys;

    /** The ready gateway of a host whose every path wants a good token. */
    @Configuration(proxyBeanMethods = false)
    @EnableWebFluxSecurity
    @Import({GatewayApp.class, RevocationTest.Stored.class})
    static class Secured {

        @Bean
        SecurityWebFilterChain chain(ServerHttpSecurity http) {
            NimbusReactiveJwtDecoder decoder = NimbusReactiveJwtDecoder.withSecretKey(
                            new SecretKeySpec(SIGNED_WITH, "HmacSHA256"))
                    .build();
            return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                    .authorizeExchange(all -> all.pathMatchers("/open/**")
                            .permitAll()
                            .anyExchange()
                            .authenticated())
                    .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.jwtDecoder(decoder)))
                    .build();
        }
    }

    @BeforeAll
    void start() {
        String keys = "keys-secret: for-digests-0123456789\nkeys: [ { name: alice, value: " + KEY + " } ]\n";
        withClaims = new KeysBench(
                Secured.class,
                keys + JWT,
                KeysBench.route("open", "/open/**", "ai://auto", "StripPrefix=1", "AiKey")
                        + KeysBench.route("place", "/place/**", "PLACE", "AiKey")
                        + KeysBench.route("llm", KeysBench.PATHS, "ai://auto", "AiKey"));
        withKeys = new KeysBench(
                Secured.class, keys, KeysBench.route("llm", KeysBench.PATHS, "ai://auto", "AiKey=x-api-key"));
    }

    @AfterAll
    void stop() {
        withClaims.close();
        withKeys.close();
    }

    private static String token(JWTClaimsSet.Builder claims) {
        SignedJWT token = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                claims.expirationTime(Date.from(Instant.now().plusSeconds(600))).build());
        try {
            token.sign(new MACSigner(SIGNED_WITH));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private static String ann() {
        return token(new JWTClaimsSet.Builder()
                .subject("ann")
                .claim("team", "acme/search")
                .claim("tier", "gold")
                .claim("models", List.of("whole/*")));
    }

    @Test
    void ask_goodToken_isItsBearerWithTheClaimsAndIsNotSentOn() {
        String token = ann();
        Answer answer = withClaims.ask("whole/m", token);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        var seen = withClaims.gateway.bean(RevocationTest.Seen.class).last().principal();
        assertThat(seen).isNotNull();
        assertThat(seen.key()).isEqualTo("ann");
        assertThat(seen.owners()).containsExactly("acme", "acme/search");
        assertThat(seen.tags()).containsEntry("tier", "gold");
        assertThat(withClaims.ask("other/m", token).status()).isEqualTo(403);
        Answer ordinary = RawHttp.post(
                withClaims.gateway.port(), "/place/x", KeysBench.chat("whole/m"), "Authorization: Bearer " + token);
        assertThat(ordinary.status()).as(ordinary.text()).isEqualTo(200);
        withClaims.assertUnseen(token);
    }

    @Test
    void ask_tokenOfNobody_isRefused() {
        assertThat(withClaims
                        .ask("whole/m", token(new JWTClaimsSet.Builder().claim("team", "acme")))
                        .status())
                .isEqualTo(401);
        assertThat(withClaims
                        .ask(
                                "whole/m",
                                token(new JWTClaimsSet.Builder().subject("x").claim("team", "/acme")))
                        .status())
                .isEqualTo(401);
        assertThat(withClaims
                        .ask("whole/m", token(new JWTClaimsSet.Builder().subject("x")))
                        .status())
                .isEqualTo(403); // no models are listed
    }

    @Test
    void ask_badTokenOrNone_isRefusedBySpringSecurity() {
        assertThat(withClaims.ask("whole/m", ann() + "x").status()).isEqualTo(401);
        assertThat(RawHttp.post(withClaims.gateway.port(), KeysBench.CHAT, KeysBench.chat("whole/m"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void ask_openPath_takesKeysAsEver() {
        Answer answer = RawHttp.post(
                withClaims.gateway.port(), "/open" + KeysBench.CHAT, KeysBench.chat("whole/m"), "x-api-key: " + KEY);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(RawHttp.post(
                                withClaims.gateway.port(),
                                "/open" + KeysBench.CHAT,
                                KeysBench.chat("whole/m"),
                                "x-api-key: sk-of-nobody-0123456789")
                        .text())
                .contains("invalid_api_key");
    }

    @Test
    void ask_withoutClaimsInTheSettings_tokenAndKeyAreTwoThings() {
        assertThat(withKeys.ask("whole/m", ann(), "x-api-key: " + KEY).status()).isEqualTo(200);
        assertThat(withKeys.ask("whole/m", ann()).status()).isEqualTo(401);
        assertThat(RawHttp.post(withKeys.gateway.port(), KeysBench.CHAT, KeysBench.chat("whole/m"), "x-api-key: " + KEY)
                        .status())
                .isEqualTo(401);
    }
}
