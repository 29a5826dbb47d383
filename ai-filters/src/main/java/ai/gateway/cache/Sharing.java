package ai.gateway.cache;

import ai.gateway.exchange.Principal;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.Shown;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Who gets whose answers. */
public enum Sharing {
    /** Each caller its own. */
    PRINCIPAL,
    /** The callers of one owner, such as a team. */
    OWNER,
    /** The callers of one outermost owner. */
    CUSTOMER,
    /** All who call by this route. */
    ROUTE,
    /** All callers of all routes that say so. */
    EVERYONE;

    private static final List<String> CREDENTIALS = List.of("Authorization", "Cookie", "Proxy-Authorization");
    private static final Set<Shown.Place> ANYWHERE = EnumSet.allOf(Shown.Place.class);

    /**
     * Whose answers they are.
     *
     * @param caller who calls, if nobody has told the gateway
     */
    String partition(AiExchange exchange, String caller, String route) {
        Principal who = exchange.principal();
        return switch (this) {
            case PRINCIPAL -> principal(who, caller);
            case OWNER -> who == null || who.owner().isEmpty() ? principal(who, caller) : "owner:" + who.owner();
            case CUSTOMER ->
                who == null || who.owners().isEmpty()
                        ? principal(who, caller)
                        : "owner:" + who.owners().get(0);
            case ROUTE -> "route:" + route;
            case EVERYONE -> "everyone";
        };
    }

    private static String principal(@Nullable Principal who, String caller) {
        if (who == null) {
            return caller.isEmpty() ? "anyone" : "caller:" + caller;
        }
        return "key:" + (who.owner().isEmpty() ? "" : who.owner() + "/") + who.key();
    }

    /** Who calls, by the credential that a request shows: nobody can read it from that. Empty where it shows none. */
    static String caller(ServerHttpRequest request) {
        Shown shown = Shown.in(request, ANYWHERE);
        Print print = new Print().put(shown.value());
        boolean nothing = shown.isNothing();
        for (String header : CREDENTIALS) {
            String value = request.getHeaders().getFirst(header);
            print.put(value);
            nothing &= value == null;
        }
        return nothing ? "" : print.take();
    }
}
