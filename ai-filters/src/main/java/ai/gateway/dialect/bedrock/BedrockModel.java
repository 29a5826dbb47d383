package ai.gateway.dialect.bedrock;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    /** Both {@code claude-3-7-sonnet-20250219} and {@code claude-sonnet-4-5-20250929}: a date is no version. */
    private static final Pattern CLAUDE = Pattern.compile("claude-(?:[a-z]+-)?(\\d{1,2})(?:-(\\d{1,2}))?(?!\\d)");

    static BedrockModel of(@Nullable String id) {
        String name = id == null ? "" : id.toLowerCase(Locale.ROOT);
        Matcher claude = CLAUDE.matcher(name);
        if (claude.find()) {
            int minor = claude.group(2) == null ? 0 : Integer.parseInt(claude.group(2));
            return new BedrockModel(Family.CLAUDE, Integer.parseInt(claude.group(1)) * 100 + minor);
        }
        return new BedrockModel(family(name), 0);
    }

    private static Family family(String name) {
        if (name.contains("claude")) {
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
