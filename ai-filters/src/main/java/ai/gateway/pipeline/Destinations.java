package ai.gateway.pipeline;

import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.provider.AuthStyle;
import ai.gateway.provider.Catalogue;
import ai.gateway.provider.Provider;
import ai.gateway.provider.Target;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.web.server.ServerWebExchange;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Decides where an exchange goes: an {@code ai://} uri names a provider or leaves it to the model; any other is the place itself. */
final class Destinations {

    private static final String SCHEME = "ai";
    private static final String AUTO = "auto";

    /** Few different ones are called over and over; files and batches have their ids in the path, and are not kept. */
    private static final int MOST_KNOWN = 4096;

    private final Translations translations;
    private final Map<String, URI> known = new ConcurrentHashMap<>();

    Destinations(Translations translations) {
        this.translations = translations;
    }

    static boolean isAi(@Nullable URI uri) {
        return uri != null && SCHEME.equals(uri.getScheme());
    }

    Destination of(ServerWebExchange exchange, AiExchange ai) {
        URI uri = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR);
        if (isAi(uri)) {
            return byModel(uri, ai);
        }
        String own = ai.dialect().id();
        String spoken = ai.spokenUpstream();
        if (spoken == null || spoken.equals(own)) {
            return new Destination(uri, own, null);
        }
        Translation translation = translations.to(ai, spoken, null);
        String place = UpstreamPaths.base(uri, ai.request().call().apiPath(), spoken)
                + translation.call().apiPath();
        return new Destination(parsed(withQuery(place, translation.call().query())), spoken, translation, null);
    }

    private Destination byModel(URI uri, AiExchange ai) {
        AiRequest request = ai.request();
        Catalogue catalogue = ai.settings().catalogue();
        String asked = request.model();
        Target target = AUTO.equals(uri.getHost())
                ? catalogue.resolve(asked, ai.dialect().id())
                : catalogue.resolve(named(catalogue, uri.getHost()), asked);
        String dialect = ai.dialect().id();
        if (!target.provider().speaks(dialect)) {
            return translated(ai, target);
        }
        String model = target.model();
        if (model != null && !model.equals(asked)) {
            request.askModel(model);
        }
        String place = target.provider().endpoint(dialect, request.call().apiPath());
        return new Destination(parsed(withQuery(place, query(uri.getRawQuery(), target))), dialect, target);
    }

    private Destination translated(AiExchange ai, Target target) {
        Translation translation = translations.to(ai, target.provider(), target.model());
        String dialect = translation.spoken().id();
        String place = target.provider().endpoint(dialect, translation.call().apiPath());
        String query = translation.call().query();
        URI uri = parsed(withQuery(place, query(query.isEmpty() ? null : query, target)));
        return new Destination(uri, dialect, translation, target);
    }

    private static String withQuery(String place, String query) {
        return query.isEmpty() ? place : place + '?' + query;
    }

    private static Provider named(Catalogue catalogue, String name) {
        return catalogue
                .find(name)
                .orElseThrow(() -> Failure.of(
                                FailureCode.INTERNAL_ERROR,
                                "route: its uri names provider " + name + " (expected: one that is configured)")
                        .asException());
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
    private static String query(@Nullable String given, Target target) {
        Provider provider = target.provider();
        if (given == null && provider.query().isEmpty() && provider.auth() != AuthStyle.QUERY) {
            return "";
        }
        StringBuilder query = new StringBuilder();
        for (String part : given == null ? new String[0] : given.split("&", -1)) {
            if (!part.startsWith("key=") && !part.isEmpty()) {
                append(query, part);
            }
        }
        for (Map.Entry<String, String> own : provider.query().entrySet()) {
            if (given == null || !given.contains(own.getKey() + "=")) {
                append(query, own.getKey() + "=" + own.getValue());
            }
        }
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
