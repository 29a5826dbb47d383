package ai.gateway.dialect.bedrock;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/**
 * What the id of a model says of its ways: Converse is one format for all, but what it passes on to the model is not.
 *
 * @param version of Claude, 406 for 4.6; 0 where the id does not say
 */
record BedrockModel(Family family, int version) {

    /** Models that take the same additional fields. An inference profile may hide any of them, and is {@link #OTHER}. */
    enum Family {
        CLAUDE,
        NOVA,
        NOVA_2,
        GPT_OSS,
        QWEN,
        OTHER
    }

    private static final String CLAUDE = "claude-";

    static BedrockModel of(@Nullable String id) {
        String name = id == null ? "" : id.toLowerCase(Locale.ROOT);
        Family family = family(name);
        return new BedrockModel(family, family == Family.CLAUDE ? version(name) : 0);
    }

    /** Both {@code claude-3-7-sonnet-20250219} and {@code claude-sonnet-4-5-20250929}: a date is no version. */
    private static int version(String name) {
        int at = name.indexOf(CLAUDE) + CLAUDE.length();
        int major = number(name, at);
        if (major < 0) {
            at = name.indexOf('-', at) + 1;
            major = at == 0 ? -1 : number(name, at);
        }
        int dash = name.indexOf('-', at);
        int minor = dash < 0 ? -1 : number(name, dash + 1);
        return Math.max(major, 0) * 100 + (major < 0 ? 0 : Math.max(minor, 0));
    }

    /** Of one or two digits; -1 where there are none or more. */
    private static int number(String name, int from) {
        int end = from;
        while (end < name.length() && name.charAt(end) >= '0' && name.charAt(end) <= '9') {
            end++;
        }
        return end == from || end > from + 2 ? -1 : Integer.parseInt(name.substring(from, end));
    }

    private static Family family(String name) {
        if (name.contains(CLAUDE)) {
            return Family.CLAUDE;
        }
        if (name.contains("amazon.nova")) {
            return name.contains("amazon.nova-2") ? Family.NOVA_2 : Family.NOVA;
        }
        if (name.contains("gpt-oss")) {
            return Family.GPT_OSS;
        }
        return name.contains("qwen") ? Family.QWEN : Family.OTHER;
    }

    boolean isClaude(int since) {
        return family == Family.CLAUDE && version >= since;
    }

    boolean isNova() {
        return family == Family.NOVA || family == Family.NOVA_2;
    }
}
