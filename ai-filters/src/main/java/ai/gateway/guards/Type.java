package ai.gateway.guards;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Who is asked, and which fields go with that. */
enum Type {
    /** The moderation endpoint of OpenAI, or of a provider that has the same. */
    MODERATION("model", "categories threshold"),
    /** Any chat model. */
    MODEL("model manner", "prompt categories"),
    /** Azure AI Content Safety. */
    AZURE_CONTENT_SAFETY("endpoint api-key", "categories threshold blocklists shield"),
    /** A guardrail of Amazon Bedrock. */
    BEDROCK_GUARDRAIL("guardrail", "provider version grounding"),
    /** Google Cloud Model Armor. */
    MODEL_ARMOR("template", "provider access-token endpoint"),
    /** The analyzer of Microsoft Presidio. */
    PRESIDIO("endpoint", "language entities threshold"),
    /** Lakera Guard. */
    LAKERA("api-key", "endpoint project"),
    /** A service of the user's own. */
    WEBHOOK("url secret", ""),
    /** Nobody: whether an answer is JSON that fits. */
    SCHEMA("schema", ""),
    /** Nobody: whether a text is in one of some languages. */
    LANGUAGE("languages", ""),
    /** The maker of vectors, which may be in process: what a text is about. */
    TOPICS("", "allow deny threshold");

    private final String needed;
    private final String taken;

    /**
     * @param needed the fields that must be written
     * @param taken those that may be
     */
    Type(String needed, String taken) {
        this.needed = needed;
        this.taken = taken;
    }

    /** Says which field is missing, or is not for this type. */
    void check(Set<String> written) {
        List<String> must = words(needed);
        List<String> may = words(taken);
        for (String field : must) {
            if (!written.contains(field)) {
                throw new IllegalArgumentException(field + ": none (expected: one, for type " + word() + ")");
            }
        }
        for (String field : new TreeSet<>(written)) {
            if (!must.contains(field) && !may.contains(field)) {
                throw new IllegalArgumentException(field + ": not for type " + word());
            }
        }
    }

    private static List<String> words(String fields) {
        return fields.isEmpty() ? List.of() : List.of(fields.split(" ", -1));
    }

    /** As it is written. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
