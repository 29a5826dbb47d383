package ai.gateway.autoconfigure;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Base URLs as they are written in the configuration: with settings in braces, and dialects at places relative to them. */
final class Locations {

    private static final Pattern BRACES = Pattern.compile("\\{([a-z]+)(-?)}");

    private Locations() {}

    /** The first setting in braces that has no value. */
    static Optional<String> missing(String template, Map<String, String> settings) {
        return BRACES.matcher(template)
                .results()
                .map(match -> match.group(1))
                .filter(name -> !settings.containsKey(name))
                .findFirst();
    }

    /** <code>{name}</code> is the setting; <code>{name-}</code> is it with a dash, or nothing where it is {@code global}. */
    static String fill(String template, Map<String, String> settings) {
        return BRACES.matcher(template).replaceAll(match -> {
            String value = settings.getOrDefault(match.group(1), "");
            boolean dash = !match.group(2).isEmpty();
            return Matcher.quoteReplacement(dash ? (value.equals("global") ? "" : value + "-") : value);
        });
    }

    static URI base(String baseUrl) {
        URI base = parse(baseUrl.replaceAll("/+$", ""));
        boolean http = "https".equalsIgnoreCase(base.getScheme()) || "http".equalsIgnoreCase(base.getScheme());
        if (!http || base.getHost() == null) {
            throw new IllegalArgumentException("an http or https URL with a host");
        }
        if (base.getRawUserInfo() != null || base.getRawQuery() != null || base.getRawFragment() != null) {
            throw new IllegalArgumentException("a URL without user, query and fragment");
        }
        return base;
    }

    /**
     * The place of a dialect. A base URL that already ends in the place's last segment is taken for the place itself:
     * people give {@code https://api.mistral.ai/v1} as readily as {@code https://api.mistral.ai}.
     */
    static URI place(URI base, String location) {
        String segment = location.substring(location.replaceAll("/+$", "").lastIndexOf('/') + 1);
        boolean dots = segment.equals(".") || segment.equals("..");
        if (location.equals(".") || (!dots && base.getRawPath().endsWith("/" + segment))) {
            return base;
        }
        String resolved = parse(base + "/").resolve(parse(location)).normalize().toString();
        // Above the root there is only the root.
        return base(resolved.replaceFirst("(?<=[^/:])/(\\.\\.(/|$))+", "/"));
    }

    private static URI parse(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("a URL");
        }
    }
}
