package ai.gateway.pipeline;

import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.Dialects;
import ai.gateway.dialect.Paths;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.exchange.Operation;
import ai.gateway.provider.ApiKey;
import ai.gateway.provider.AuthStyle;
import ai.gateway.provider.Deployment;
import ai.gateway.provider.Hosting;
import ai.gateway.provider.Provider;
import ai.gateway.provider.Target;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Decides where an exchange goes: an {@code ai://} uri names a provider or leaves it to the model; any other is the place itself. */
final class Destinations {

    /** Few different ones are called over and over; files and batches have their ids in the path, and are not kept. */
    private static final int MOST_KNOWN = 4096;

    private final Dialects dialects;
    private final Translations translations;
    private final Itineraries itineraries;
    private final Map<String, URI> known = new ConcurrentHashMap<>();

    Destinations(Dialects dialects, Translations translations, Itineraries itineraries) {
        this.dialects = dialects;
        this.itineraries = itineraries;
        this.translations = translations;
    }

    /** Whether whoever will be asked can count tokens, in the client's dialect or in another. */
    boolean counts(ServerWebExchange exchange, Attempt attempt) {
        URI uri = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR);
        String own = attempt.dialect().id();
        if (!AiUri.isAi(uri)) {
            String spoken = attempt.ai().spokenUpstream();
            return spoken == null || spoken.equals(own) || translations.isSaidBy(attempt, spoken);
        }
        Provider provider = choice(uri, attempt).target().provider();
        return provider.takes(own, Operation.COUNT_TOKENS) || translations.sayable(attempt, provider) != null;
    }

    Destination of(ServerWebExchange exchange, Attempt attempt) {
        URI uri = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR);
        if (AiUri.isAi(uri) || attempt.target() != null) {
            return byModel(exchange, uri, attempt);
        }
        String own = attempt.dialect().id();
        String spoken = attempt.ai().spokenUpstream();
        permit(null, attempt.ai());
        if (spoken == null || spoken.equals(own)) {
            return new Destination(uri, own, null, null);
        }
        Translation translation = translations.to(attempt, spoken, asksForSse(exchange));
        String place = UpstreamPaths.base(uri, attempt.request().call().apiPath(), spoken)
                + translation.call().apiPath();
        return new Destination(parsed(withQuery(place, translation.call().query())), spoken, translation, null);
    }

    /**
     * The same, where an answer of it is read that was given to somebody else who asked the same.
     *
     * @param dialect in which it was given
     * @param fits whether it comes as this client wants it, if it is in the client's dialect
     */
    Destination reading(Outcall it, String dialect, boolean fits) {
        Destination own = it.destination();
        if (dialect.equals(own.dialect()) && (own.translation() != null || fits)) {
            return own;
        }
        Attempt attempt = it.attempt();
        Translation translation = fits && dialect.equals(attempt.dialect().id())
                ? null
                : translations.reading(attempt, dialect, own.target(), asksForSse(it.exchange()));
        return new Destination(own.uri(), dialect, translation, own.hosted(), own.target());
    }

    /** Gemini's clients say so; without it, a stream is an array that grows. */
    static boolean asksForSse(ServerWebExchange exchange) {
        String query = exchange.getRequest().getURI().getRawQuery();
        return query != null && query.contains("alt=sse");
    }

    private Destination byModel(ServerWebExchange exchange, URI uri, Attempt attempt) {
        Choice choice = choice(uri, attempt);
        Target target = choice.target();
        Hosting hosting = choice.hosting();
        String dialect = attempt.dialect().id();
        if (attempt.wantsEvents() || isBetterTranslated(attempt, target.provider())) {
            return translated(attempt, target, hosting, asksForSse(exchange));
        }
        String model = target.model();
        if (model != null && !model.equals(attempt.request().model())) {
            attempt.request().askModel(model);
        }
        return hosting == null
                ? new Destination(place(uri, attempt, target), dialect, null, target)
                : hosted(exchange, attempt, target, hosting);
    }

    /** Whom a request is for, and how it hosts the model if the model is another vendor's. */
    private record Choice(Target target, @Nullable Hosting hosting) {}

    private Choice choice(URI uri, Attempt attempt) {
        String dialect = attempt.dialect().id();
        Target target = attempt.target();
        if (target == null) {
            target = AiUri.target(
                    uri, attempt.settings().catalogue(), attempt.request().model(), dialect);
        }
        target = permitted(target, attempt.ai());
        Deployment deployment = target.provider()
                .deployment(target.model(), dialect, attempt.request().call().operation());
        return deployment == null
                ? new Choice(target, null)
                : new Choice(target.at(deployment.provider()), deployment.hosting());
    }

    /** With the caller's own key, where it has one. */
    private Target permitted(Target target, AiExchange ai) {
        permit(target, ai);
        ApiKey own = ai.rights().key(target.provider().name());
        return own == null ? target : new Target(target.provider(), target.model(), own);
    }

    /** @param target null where the route's uri is the place itself */
    private void permit(@Nullable Target target, AiExchange ai) {
        Rights rights = ai.rights();
        if (rights == Rights.ALL) {
            return;
        }
        String asked = target == null ? ai.request().model() : Rights.givenName(ai, itineraries.names(ai.settings()));
        String why = rights.forbids(target, asked);
        if (why != null) {
            throw Failure.of(FailureCode.NOT_PERMITTED, why).asException();
        }
    }

    /** Where the provider does not speak the client's dialect, or not of this, but does in another of its own. */
    private boolean isBetterTranslated(Attempt attempt, Provider provider) {
        String dialect = attempt.dialect().id();
        return !provider.speaks(dialect)
                || (!provider.takes(dialect, attempt.request().call().operation())
                        && translations.sayable(attempt, provider) != null);
    }

    private Destination translated(Attempt attempt, Target target, @Nullable Hosting hosting, boolean sse) {
        Translation translation = translations.to(attempt, target.provider(), target.model(), sse);
        Dialect spoken = translation.spoken();
        Call asked = translation.asCall();
        String given = translation.call().query();
        if (hosting != null) {
            byte[] body =
                    Hosted.body(hosting, asked.operation(), translation.call().body());
            Hosted hosted = new Hosted(hosting, carrier(hosting, spoken), body);
            URI uri = place(target, hosting, asked, translation.clientStreams(), given);
            return new Destination(uri, spoken.id(), translation, hosted, target);
        }
        URI base = target.provider().base(spoken.id());
        Call made = spoken.below(base, asked, target.model());
        URI uri = parsed(place(target, made, given, name -> true));
        return new Destination(uri, spoken.id(), translation, target);
    }

    /** The client's own dialect, hosted by another than its vendor. */
    private Destination hosted(ServerWebExchange exchange, Attempt attempt, Target target, Hosting hosting) {
        AiRequest request = attempt.request();
        Call call = request.call();
        HttpHeaders headers = exchange.getRequest().getHeaders();
        byte[] body = Hosted.body(hosting, call.operation(), request.json(), headers);
        Hosted hosted = new Hosted(hosting, carrier(hosting, attempt.dialect()), body);
        String given = exchange.getRequest().getURI().getRawQuery();
        URI uri = place(target, hosting, call, request.isStream(), given);
        return new Destination(uri, attempt.dialect().id(), null, hosted, target);
    }

    /** Where a hosted call is made, wherever the client has made it. */
    private URI place(Target target, Hosting hosting, Call call, boolean stream, @Nullable String given) {
        String model = Objects.requireNonNull(target.model()); // only models are deployed
        Call made = Call.of(call.dialect(), call.operation(), hosting.path(call.operation(), stream, model));
        return parsed(place(target, made, given, hosting.query()::contains));
    }

    private Dialect carrier(Hosting hosting, Dialect spoken) {
        return hosting.carrier() == null ? spoken : dialects.get(hosting.carrier());
    }

    /** Where the provider takes this call. Where its path does not name the model as the client's does, the body does. */
    private URI place(URI uri, Attempt attempt, Target target) {
        Dialect dialect = attempt.dialect();
        URI base = target.provider().base(dialect.id());
        String model = target.model();
        Call asks = attempt.request().call();
        Call made = dialect.below(base, asks, model);
        if (model != null && asks.model() != null && made.model() == null) {
            attempt.request().nameModel(model);
        }
        return parsed(place(target, made, uri.getRawQuery(), name -> dialect.passes(name, asks, base)));
    }

    /** Where the provider takes a call, with as much of the query as passes, and with the provider's own. */
    static String place(Target target, Call call, @Nullable String query, Predicate<String> passes) {
        String place = target.provider().endpoint(call.dialect(), call.apiPath());
        return withQuery(place, query(query, target, passes));
    }

    private static String withQuery(String place, String query) {
        return query.isEmpty() ? place : place + '?' + query;
    }

    private URI parsed(String url) {
        URI uri = known.get(url);
        if (uri == null) {
            uri = URI.create(url);
            if (known.size() < MOST_KNOWN) {
                known.put(url, uri);
            }
        }
        return uri;
    }

    /** The client's query, less the credential that Gemini's clients put there, and what the provider wants of its own. */
    private static String query(@Nullable String given, Target target, Predicate<String> passes) {
        Provider provider = target.provider();
        String asked = given == null ? "" : given;
        if (asked.isEmpty() && provider.query().isEmpty() && provider.auth() != AuthStyle.QUERY) {
            return "";
        }
        StringBuilder query = new StringBuilder();
        Set<String> named = new HashSet<>();
        for (String part : asked.split("&", -1)) {
            String name = Paths.decode(part.substring(0, part.indexOf('=') < 0 ? part.length() : part.indexOf('=')));
            if (!name.equals("key") && !part.isEmpty() && passes.test(name)) {
                append(query, part);
                named.add(name);
            }
        }
        provider.query().forEach((name, value) -> {
            if (!named.contains(name)) {
                append(query, name + "=" + value);
            }
        });
        if (provider.auth() == AuthStyle.QUERY && target.key() != null) {
            append(query, "key=" + URLEncoder.encode(target.key().value(), StandardCharsets.UTF_8));
        }
        return query.toString();
    }

    private static void append(StringBuilder query, String part) {
        if (query.length() > 0) {
            query.append('&');
        }
        query.append(part);
    }
}
