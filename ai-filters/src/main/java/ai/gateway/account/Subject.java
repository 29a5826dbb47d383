package ai.gateway.account;

import ai.gateway.exchange.Principal;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.Now;
import ai.gateway.pipeline.Routes;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.ratelimit.KeyResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * By what callers are told apart: {@code key}, {@code owner}, {@code owner.1} for the outermost owner and so on,
 * {@code model}, {@code route}, {@code ip}, {@code tag.<name>}, {@code header.<name>}, or {@code #<bean>} for a key resolver
 * of the gateway's own; several of them with commas.
 */
public final class Subject {

    /** What clients send may be of any length; a counter's name may not. */
    private static final int LONGEST = 100;

    /** A word, and what it stands for in a request. */
    private record Part(String word, BiFunction<ServerWebExchange, AiExchange, Mono<String>> value) {}

    private final @Nullable String name;
    private final List<Part> parts = new ArrayList<>();

    private Subject(@Nullable String name) {
        this.name = name;
    }

    /**
     * @param name under which it is counted; null for that of the route
     * @param resolvers finds a bean of that name
     * @throws IllegalArgumentException where a word means nothing
     */
    public static Subject of(@Nullable String name, List<String> words, Function<String, KeyResolver> resolvers) {
        Subject subject = new Subject(name);
        for (String word : words) {
            subject.parts.add(new Part(word.startsWith("#") ? "" : word, part(word.strip(), resolvers)));
        }
        return subject;
    }

    /** The name of the counter, such as {@code chat/key:alice}, or {@code chat/key:alice,model:gpt-5.4}. */
    public Mono<String> counter(ServerWebExchange web, AiExchange exchange) {
        return Now.map(who(web, exchange), who -> (name == null ? Routes.id(web) : name) + '/' + who);
    }

    private Mono<String> who(ServerWebExchange web, AiExchange exchange) {
        if (parts.size() == 1) {
            Part only = parts.get(0);
            return Now.map(Now.or(only.value().apply(web, exchange), ""), value -> said(only, value));
        }
        return Flux.fromIterable(parts)
                .concatMap(part ->
                        part.value().apply(web, exchange).defaultIfEmpty("").map(value -> said(part, value)))
                .collect(Collectors.joining(","));
    }

    private static String said(Part part, String value) {
        return part.word() + ':' + (value.length() > LONGEST ? shortened(value) : value);
    }

    private static String shortened(String value) {
        return value.substring(0, LONGEST) + '~' + Integer.toHexString(value.hashCode());
    }

    private static BiFunction<ServerWebExchange, AiExchange, Mono<String>> part(
            String word, Function<String, KeyResolver> resolvers) {
        int point = word.indexOf('.');
        String argument = point < 0 ? "" : word.substring(point + 1);
        if (word.startsWith("#")) {
            KeyResolver resolver = resolvers.apply(word.substring(1));
            return (web, exchange) -> resolver.resolve(web);
        }
        return switch (point < 0 ? word : word.substring(0, point)) {
            case "key" -> ofCaller(Principal::key);
            case "owner" -> argument.isEmpty() ? ofCaller(Principal::owner) : owner(depth(argument));
            case "tag" -> ofCaller(caller -> caller.tags().getOrDefault(argument, ""));
            case "model" ->
                (web, exchange) -> Mono.justOrEmpty(exchange.request().model());
            case "route" -> (web, exchange) -> Mono.just(Routes.id(web));
            case "ip" -> (web, exchange) -> Mono.just(address(web));
            case "header" ->
                (web, exchange) ->
                        Mono.justOrEmpty(web.getRequest().getHeaders().getFirst(argument));
            default ->
                throw new IllegalArgumentException("by: " + word
                        + " (expected: key, owner, owner.1, tag.name, model, route, ip, header.name, or #bean)");
        };
    }

    private static BiFunction<ServerWebExchange, AiExchange, Mono<String>> owner(int depth) {
        return ofCaller(caller -> {
            List<String> owners = caller.owners();
            return owners.isEmpty() ? "" : owners.get(Math.min(depth, owners.size()) - 1);
        });
    }

    private static int depth(String argument) {
        for (int i = 0; i < argument.length(); i++) {
            if (!Character.isDigit(argument.charAt(i))) {
                throw new IllegalArgumentException("by: owner." + argument + " (expected: owner.1 and so on)");
            }
        }
        int depth = Integer.parseInt(argument);
        if (depth < 1) {
            throw new IllegalArgumentException("by: owner." + argument + " (expected: owner.1 and so on)");
        }
        return depth;
    }

    private static BiFunction<ServerWebExchange, AiExchange, Mono<String>> ofCaller(Function<Principal, String> value) {
        return (web, exchange) -> {
            Principal caller = exchange.principal();
            return Mono.just(caller == null ? "" : value.apply(caller));
        };
    }

    private static String address(ServerWebExchange web) {
        InetSocketAddress address = web.getRequest().getRemoteAddress();
        return address == null || address.getAddress() == null
                ? ""
                : address.getAddress().getHostAddress();
    }
}
