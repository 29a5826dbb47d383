package ai.gateway.dialect.gemini;

import org.jspecify.annotations.Nullable;

/** What Google's names say of a model: thinking and tools differ by generation and by size. */
record ModelName(String name) {

    private static final String FAMILY = "gemini-";

    static ModelName of(@Nullable String model) {
        return new ModelName(model == null ? "" : model);
    }

    /** Whether it thinks in levels, wants its signatures back, and takes media from tools: all since the third generation. */
    boolean isThirdGeneration() {
        int at = name.indexOf(FAMILY);
        int digit = at < 0 ? -1 : at + FAMILY.length();
        return digit >= 0 && digit < name.length() && name.charAt(digit) >= '3' && name.charAt(digit) <= '9';
    }

    boolean isPro() {
        return name.contains("-pro");
    }

    boolean isLite() {
        return name.contains("-lite");
    }

    /** The first of its generation knows two levels only. */
    boolean knowsMediumLevel() {
        return !name.contains("gemini-3-pro");
    }
}
