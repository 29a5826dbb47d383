package ai.gateway.keys;

import ai.gateway.access.Scope;
import ai.gateway.access.VirtualKey;
import ai.gateway.condition.Glob;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads off the tokens that Spring Security's resource server has checked. */
final class JwtBearers implements TokenBearers {

    @Override
    public Mono<VirtualKey> of(ServerWebExchange exchange, KeysProperties.Jwt claims) {
        return exchange.getPrincipal()
                .ofType(JwtAuthenticationToken.class)
                .filter(JwtAuthenticationToken::isAuthenticated)
                .map(token -> key(token.getToken(), claims));
    }

    /** Without a name it opens nothing. */
    private static VirtualKey key(Jwt token, KeysProperties.Jwt claims) {
        String name = text(token, claims.name());
        String owner = claims.owner().isEmpty() ? "" : text(token, claims.owner());
        Map<String, String> tags = new HashMap<>();
        for (String tag : claims.tags()) {
            String value = text(token, tag);
            if (!value.isEmpty()) {
                tags.put(tag, value);
            }
        }
        boolean good = !name.isEmpty() && KeyReader.isPath(owner);
        return new VirtualKey(
                name,
                good ? owner : "",
                !good,
                token.getExpiresAt(),
                tags,
                scope(token, claims.models()),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of());
    }

    /** Where nothing is listed, nothing may be asked. */
    private static Scope scope(Jwt token, String claim) {
        if (claim.isEmpty()) {
            return Scope.ALL;
        }
        Object said = token.getClaims().get(claim);
        List<String> patterns = said instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : said instanceof String words ? List.of(words.split(" ", -1)) : List.of();
        List<Glob> models = Glob.list(patterns);
        return new Scope(models.isEmpty() ? List.of(new Glob("")) : models, Set.of(), List.of(), List.of(), List.of());
    }

    private static String text(Jwt token, String claim) {
        Object said = token.getClaims().get(claim);
        return said == null ? "" : said.toString().strip();
    }
}
