package ai.gateway.models;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What one model is called: with its place and without, with a region, a version, a date, and without. Each step takes one
 * thing off; what is left in the end is the plain name.
 */
final class Names {

    private static final String BEDROCK = "bedrock";

    /** What Bedrock's inference profiles have before the model's name. */
    private static final Set<String> REGIONS = Set.of("us", "eu", "apac", "global", "au", "jp", "ca", "sa", "us-gov");

    /** Whom Bedrock names before the model, where the rest is a name by itself. */
    private static final Set<String> MAKERS = Set.of(
            "anthropic",
            "meta",
            "mistral",
            "amazon",
            "cohere",
            "ai21",
            "openai",
            "qwen",
            "google",
            "nvidia",
            "moonshot",
            "moonshotai",
            "minimax",
            "zai",
            "writer");

    private static final List<String> UNDATED = List.of("-latest", "@latest", "@default", "-001", "@001");

    private Names() {}

    /** The names to look for at the provider itself, the most exact first. */
    static Set<String> of(String provider, String model) {
        Set<String> names = new LinkedHashSet<>();
        names.add(model);
        String name = placeless(provider, model);
        names.add(name);
        if (provider.equals(BEDROCK)) {
            name = regionless(name);
            names.add(name);
            name = versionless(name);
        } else {
            name = untuned(name);
        }
        names.add(name);
        names.add(dateless(name));
        return names;
    }

    /** What all names of a model at the provider have in common. */
    static String plain(String provider, String model) {
        String name = untuned(placeless(provider, model));
        return dateless(provider.equals(BEDROCK) ? versionless(regionless(name)) : name)
                .toLowerCase(Locale.ROOT);
    }

    /** What a model is called whoever serves it: makers, spelling, and variants that only differ in price are no part of it. */
    static String anywhere(String model) {
        String name = model.substring(model.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        name = makerless(regionless(name));
        if (name.startsWith("ft:")) {
            name = untuned(name).substring("ft:".length());
        }
        name = dateless(versionless(name));
        int tag = name.indexOf(':');
        boolean size = tag > 0 && tag + 1 < name.length() && isDigit(name.charAt(tag + 1));
        if (tag > 0 && !size) {
            name = name.substring(0, tag);
        }
        if (name.endsWith("-maas")) {
            name = name.substring(0, name.length() - "-maas".length());
        }
        return name.replace(':', '-').replace('.', '-').replace('_', '-');
    }

    /** The digits of a date at the end of the name; empty where there is none. */
    static String date(String model) {
        String name = versionless(model);
        return name.substring(dateless(name).length()).replace("-", "").replace("@", "");
    }

    /**
     * Without the collection, the resource or the provider's own name that a model may be found under. What is in somebody's
     * account is theirs, whatever it is called.
     */
    private static String placeless(String provider, String model) {
        if (provider.equals(BEDROCK) && model.startsWith("arn:")) {
            return model.substring(model.lastIndexOf('/') + 1);
        }
        if (model.indexOf('/') < 0) {
            return model;
        }
        if (model.startsWith("accounts/") && !model.startsWith("accounts/fireworks/")) {
            return model;
        }
        int collection = model.lastIndexOf("models/");
        if (collection == 0 || (collection > 0 && model.charAt(collection - 1) == '/')) {
            return model.substring(collection + "models/".length());
        }
        return isUnder(provider, model) || (provider.equals("vertex") && isUnder("google", model))
                ? model.substring(model.indexOf('/') + 1)
                : model;
    }

    private static boolean isUnder(String provider, String model) {
        return model.length() > provider.length()
                && model.charAt(provider.length()) == '/'
                && model.startsWith(provider);
    }

    private static String regionless(String model) {
        int dot = model.indexOf('.');
        return dot > 0 && REGIONS.contains(model.substring(0, dot)) ? model.substring(dot + 1) : model;
    }

    private static String makerless(String model) {
        int dot = model.indexOf('.');
        return dot > 0 && MAKERS.contains(model.substring(0, dot)) ? model.substring(dot + 1) : model;
    }

    /** {@code ft:gpt-4o:acme::id} costs what {@code ft:gpt-4o} costs. */
    private static String untuned(String model) {
        int end = model.startsWith("ft:") ? model.indexOf(':', "ft:".length()) : -1;
        return end < 0 ? model : model.substring(0, end);
    }

    /**
     * Without {@code :0} and {@code -v1}, which Bedrock says of most models and price lists of some. A later version is another
     * model, unless a date stands before it.
     */
    private static String versionless(String model) {
        int colon = model.lastIndexOf(':');
        String name = colon > 0 && areDigits(model, colon + 1, model.length()) ? model.substring(0, colon) : model;
        int version = name.lastIndexOf("-v");
        if (version <= 0 || !areDigits(name, version + 2, name.length())) {
            return name;
        }
        String before = name.substring(0, version);
        return name.endsWith("-v1") || !dateless(before).equals(before) ? before : name;
    }

    /** Without {@code -2026-03-17}, {@code -20260317}, {@code @20260317}, {@code -001}, or a word that says: whichever is the newest. */
    private static String dateless(String model) {
        if (!mayBeDated(model)) {
            return model;
        }
        for (String word : UNDATED) {
            if (model.endsWith(word)) {
                return model.substring(0, model.length() - word.length());
            }
        }
        int end = model.length();
        int day = end - "-2026-03-17".length();
        if (day > 0 && isMark(model.charAt(day)) && isDay(model, day + 1)) {
            return model.substring(0, day);
        }
        int digits = end - "-20260317".length();
        if (digits > 0
                && isMark(model.charAt(digits))
                && model.startsWith("20", digits + 1)
                && areDigits(model, digits + 1, end)) {
            return model.substring(0, digits);
        }
        return model;
    }

    /** Most names are not, and that can be seen by their last letter. */
    private static boolean mayBeDated(String model) {
        char last = model.isEmpty() ? ' ' : model.charAt(model.length() - 1);
        return isDigit(last) || last == 't';
    }

    private static boolean isDay(String model, int from) {
        return model.startsWith("20", from)
                && areDigits(model, from, from + 4)
                && model.charAt(from + 4) == '-'
                && areDigits(model, from + 5, from + 7)
                && model.charAt(from + 7) == '-'
                && areDigits(model, from + 8, from + 10);
    }

    private static boolean isMark(char c) {
        return c == '-' || c == '@';
    }

    private static boolean areDigits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return from < to;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
