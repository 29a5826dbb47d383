package ai.gateway.guards;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What may be written of guards with names. Read by {@link GuardsReader}; the annotation is there for the metadata
 * that editors read.
 *
 * @param guards Guards by name, as AiGuard names them, and whom each of them asks.
 * @param addressGuard Where the gateway may call in its own name.
 */
@ConfigurationProperties("ai.gateway")
record GuardsProperties(
        @DefaultValue Map<String, Definition> guards,
        @DefaultValue AddressGuard addressGuard) {

    /**
     * What may be written of the address guard.
     *
     * @param allow Hosts and networks inside that may be called all the same: hooks.corp.example, *.corp.example, 10.1.0.0/16.
     */
    record AddressGuard(@DefaultValue List<String> allow) {}

    /** How a chat model is asked. */
    enum Manner {
        /** As Llama Guard and its like are used to: the conversation, and nothing else. */
        LLAMA_GUARD,
        /** By the user's own question. */
        QUESTION
    }

    /**
     * What may be written of one guard. Which of it goes with which type, {@link Type} says.
     *
     * @param type Who is asked.
     * @param step How many more characters of an answer must have come before it is judged anew, 0 for all of it: 400 without a word.
     * @param model Of which provider, as provider/model.
     * @param manner How a chat model is asked: llama-guard or question.
     * @param prompt What a chat model is asked: what the texts must not have.
     * @param categories What is objected to; all that the service knows without it.
     * @param threshold From which score or severity on.
     * @param endpoint Where the service is.
     * @param apiKey By which it knows who asks.
     * @param blocklists Of Azure, by their names.
     * @param shield Whether Azure's Prompt Shields are asked, too, for requests.
     * @param provider Whose credentials are shown, and where a guardrail of Bedrock is asked.
     * @param guardrail Its id or ARN.
     * @param version Of the guardrail: a number or DRAFT.
     * @param grounding Whether answers are held against what tools gave and what was asked.
     * @param template Of Model Armor: projects/P/locations/L/templates/T.
     * @param accessToken For Model Armor, in the place of a provider's credentials.
     * @param language Of the texts: en without a word.
     * @param entities What Presidio looks for; all that it knows without it.
     * @param project Whose policy Lakera goes by.
     * @param url Of a service of one's own: http or https.
     * @param schema Which JSON an answer must be: a JSON Schema, or file: and where one is.
     * @param languages That pass, by their codes: en, de.
     * @param allow Phrases for what may be talked about; anything without one.
     * @param deny Phrases for what must not be talked about.
     * @param secret By which that service checks the signature: 16 characters at least.
     */
    record Definition(
            @Nullable Type type,
            @Nullable Integer step,
            @DefaultValue("") String model,
            @Nullable Manner manner,
            @DefaultValue("") String prompt,
            @DefaultValue List<String> categories,
            @Nullable Double threshold,
            @DefaultValue("") String endpoint,
            @DefaultValue("") String apiKey,
            @DefaultValue List<String> blocklists,
            @Nullable Boolean shield,
            @DefaultValue("") String provider,
            @DefaultValue("") String guardrail,
            @DefaultValue("") String version,
            @Nullable Boolean grounding,
            @DefaultValue("") String template,
            @DefaultValue("") String accessToken,
            @DefaultValue("") String language,
            @DefaultValue List<String> entities,
            @DefaultValue("") String project,
            @DefaultValue("") String url,
            @DefaultValue("") String schema,
            @DefaultValue List<String> languages,
            @DefaultValue List<String> allow,
            @DefaultValue List<String> deny,
            @DefaultValue("") String secret) {

        Definition {
            categories = List.copyOf(categories);
            blocklists = List.copyOf(blocklists);
            entities = List.copyOf(entities);
            languages = List.copyOf(languages);
            allow = List.copyOf(allow);
            deny = List.copyOf(deny);
        }

        /** Whether an answer has kept to its sources, or is JSON, can be told only of all of it. */
        int stepOr(int usual) {
            boolean whole = Boolean.TRUE.equals(grounding) || type == Type.SCHEMA;
            int said = step == null ? whole ? 0 : usual : step;
            return said == 0 ? Integer.MAX_VALUE : said;
        }

        /** The fields that somebody has written, but for those that all types have. */
        Set<String> written() {
            Set<String> written = new HashSet<>();
            texts().forEach((field, value) -> add(written, field, !value.isBlank()));
            add(written, "manner", manner != null);
            add(written, "categories", !categories.isEmpty());
            add(written, "threshold", threshold != null);
            add(written, "blocklists", !blocklists.isEmpty());
            add(written, "shield", shield != null);
            add(written, "grounding", grounding != null);
            add(written, "entities", !entities.isEmpty());
            add(written, "languages", !languages.isEmpty());
            add(written, "allow", !allow.isEmpty());
            add(written, "deny", !deny.isEmpty());
            return written;
        }

        private Map<String, String> texts() {
            return Map.ofEntries(
                    Map.entry("model", model),
                    Map.entry("prompt", prompt),
                    Map.entry("endpoint", endpoint),
                    Map.entry("api-key", apiKey),
                    Map.entry("provider", provider),
                    Map.entry("guardrail", guardrail),
                    Map.entry("version", version),
                    Map.entry("template", template),
                    Map.entry("access-token", accessToken),
                    Map.entry("language", language),
                    Map.entry("project", project),
                    Map.entry("url", url),
                    Map.entry("schema", schema),
                    Map.entry("secret", secret));
        }

        private static void add(Set<String> written, String field, boolean is) {
            if (is) {
                written.add(field);
            }
        }

        /** Nothing of its secrets. */
        @Override
        public String toString() {
            return "Definition[" + type + "]";
        }
    }
}
