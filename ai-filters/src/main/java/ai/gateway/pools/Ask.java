package ai.gateway.pools;

import ai.gateway.condition.Kind;
import ai.gateway.condition.Name;
import ai.gateway.condition.Subject;
import ai.gateway.condition.Vocabulary;
import ai.gateway.exchange.Modality;
import ai.gateway.exchange.Operation;
import ai.gateway.exchange.RequestFacts;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.AiRequest;
import ai.gateway.pipeline.Rights;
import ai.gateway.pipeline.Routes;
import ai.gateway.provider.ApiKey;
import ai.gateway.provider.Provider;
import ai.gateway.provider.Target;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;
import org.springframework.web.server.ServerWebExchange;

import java.net.InetSocketAddress;
import java.util.List;

/** What a request asks for, as far as it decides about whom to ask. What costs something to find out is found out once, if at all. */
final class Ask implements Subject {

    /** What conditions may ask about. */
    static final Vocabulary VOCABULARY = Vocabulary.builder()
            .name("model", Kind.TEXT)
            .name("operation", Kind.TEXT)
            .name("dialect", Kind.TEXT)
            .name("route", Kind.TEXT)
            .name("user", Kind.TEXT)
            .name("tokens", Kind.NUMBER)
            .name("max_output", Kind.NUMBER)
            .name("stream", Kind.FLAG)
            .name("tools", Kind.FLAG)
            .name("schema", Kind.FLAG)
            .name("vision", Kind.FLAG)
            .name("audio", Kind.FLAG)
            .name("files", Kind.FLAG)
            .name("tags", Kind.TEXTS)
            .family("header", Kind.TEXT)
            .family("metadata", Kind.TEXT)
            .build();

    /** How long an answer is taken to be, where the request does not say how long it may be. */
    static final long EXPECTED_TOKENS = 256;

    /** Where whoever has authenticated the client says what it is; as {@code AiKeyTag} reads it. */
    private static final String TAGS = "x-key-tags";

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final ServerWebExchange exchange;
    private final AiExchange ai;
    private final AiRequest request;
    private long tokens = -1;

    Ask(ServerWebExchange exchange, AiExchange ai) {
        this.exchange = exchange;
        this.ai = ai;
        this.request = ai.request();
    }

    Operation operation() {
        return request.call().operation();
    }

    /** As conditions and users have it. */
    String operationName() {
        return operation().word();
    }

    String dialect() {
        return ai.dialect().id();
    }

    RequestFacts facts() {
        return request.facts();
    }

    boolean isReadable() {
        return request.isReadable();
    }

    boolean wantsSchema() {
        return request.isReadable() && ai.dialect().demandsSchema(request.json());
    }

    boolean carries(Modality modality) {
        return request.facts().input().contains(modality);
    }

    /** Whether the caller may not ask that one; null for the place that the route's uri is. */
    boolean forbids(Member.@Nullable Asks asks) {
        Rights rights = ai.rights();
        if (rights == Rights.ALL) {
            return false;
        }
        return asks == null
                ? rights.forbids(null, request.model()) != null
                : rights.forbids(
                                new Target(asks.provider(), asks.model(), null),
                                Rights.givenName(
                                        ai,
                                        ai.settings().part(Pools.class).byName().keySet()))
                        != null;
    }

    /** A key of the caller's own; null where the gateway's are shown. */
    @Nullable
    ApiKey callersKey(Provider provider) {
        return ai.rights().key(provider.name());
    }

    /** Never fewer than it has tokens, and free to find out. */
    long tokensAtMost() {
        return request.bytes().length;
    }

    long tokens() {
        if (tokens < 0) {
            tokens = request.promptTokens();
        }
        return tokens;
    }

    /** What a request is told apart by; null where it does not say. */
    @Nullable
    String identity(Pool.By by) {
        return switch (by.kind()) {
            case CONVERSATION -> request.isReadable() ? conversation() : null;
            case USER -> user();
            case CLIENT -> client();
            case HEADER -> exchange.getRequest().getHeaders().getFirst(by.header());
        };
    }

    /** What the client says about who asks, else who the client is. */
    private @Nullable String user() {
        String named = named();
        return named == null ? client() : named;
    }

    private @Nullable String named() {
        if (!request.isReadable()) {
            return null;
        }
        Json body = request.json();
        for (Json value : List.of(
                body.get("user"),
                body.get("safety_identifier"),
                body.get("metadata").get("user_id"))) {
            if (value.isString() && !value.text().isEmpty()) {
                return value.text();
            }
        }
        return null;
    }

    private @Nullable String client() {
        InetSocketAddress address = exchange.getRequest().getRemoteAddress();
        return address == null ? null : address.getHostString(); // what a proxy forwards is not resolved
    }

    /**
     * The same for all turns of a conversation: what the model is told to be, and what it was asked first. Null where it is
     * told and asked nothing in words: all of those would be one conversation.
     */
    private @Nullable String conversation() {
        Beginning beginning = new Beginning();
        ai.dialect().promptTexts(request.call(), request.json(), beginning::text);
        return beginning.hash == FNV_OFFSET ? null : Long.toHexString(beginning.hash);
    }

    private static final class Beginning {

        private long hash = FNV_OFFSET;
        private int first = Integer.MIN_VALUE;

        void text(ai.gateway.dialect.TextVisitor.Role role, int run, Json text) {
            switch (role) {
                case SYSTEM -> add(text.text());
                case USER -> {
                    if (first == Integer.MIN_VALUE || first == run) {
                        first = run;
                        add(text.text());
                    }
                }
                case ASSISTANT, THINKING, TOOL_ARGUMENTS, TOOL_RESULT -> {
                    // later turns
                }
            }
        }

        private void add(String text) {
            for (int i = 0; i < text.length(); i++) {
                hash = (hash ^ text.charAt(i)) * FNV_PRIME;
            }
        }
    }

    @Override
    public @Nullable String text(Name name) {
        return switch (name.base()) {
            case "model" -> request.model();
            case "operation" -> operationName();
            case "dialect" -> dialect();
            case "route" -> route();
            case "user" -> named();
            case "header" -> exchange.getRequest().getHeaders().getFirst(name.last());
            case "metadata" -> metadata(name.last());
            default -> null;
        };
    }

    private @Nullable String route() {
        String id = Routes.id(exchange);
        return id.isEmpty() ? null : id;
    }

    private @Nullable String metadata(String member) {
        if (!request.isReadable()) {
            return null;
        }
        Json value = request.parameter("metadata").get(member);
        return value.exists() && !value.isNull() ? value.isString() ? value.text() : value.toString() : null;
    }

    @Override
    public double number(Name name) {
        if (name.base().equals("tokens")) {
            return tokens();
        }
        long most = request.facts().maxOutput();
        return most < 0 ? Double.NaN : most;
    }

    @Override
    public @Nullable Boolean flag(Name name) {
        return switch (name.base()) {
            case "stream" -> request.isStream();
            case "tools" -> request.facts().tools();
            case "schema" -> wantsSchema();
            case "vision" -> carries(Modality.IMAGE);
            case "audio" -> carries(Modality.AUDIO);
            case "files" -> carries(Modality.FILE);
            default -> null;
        };
    }

    @Override
    public @Nullable List<String> texts(Name name) {
        String tags = exchange.getRequest().getHeaders().getFirst(TAGS);
        return tags == null ? null : List.of(StringUtils.tokenizeToStringArray(tags, ","));
    }
}
