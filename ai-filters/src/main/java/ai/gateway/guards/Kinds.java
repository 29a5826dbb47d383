package ai.gateway.guards;

import ai.gateway.guards.GuardsProperties.Definition;
import ai.gateway.guards.GuardsProperties.Manner;
import ai.gateway.judge.Guard;
import ai.gateway.judge.Judges;
import ai.gateway.judge.TopicRules;
import ai.gateway.reach.AllowList;
import ai.gateway.semantic.Encoder;
import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.function.Supplier;

/** Makes what asks a service of what is written of it. */
record Kinds(Providers providers, Webhook.Means webhooks, Supplier<@Nullable Encoder> encoders) {

    /** What the guard of that name does. */
    Kind of(String name, Definitions all) {
        Guard ready = all.ready().get(name);
        return ready == null ? of(Objects.requireNonNull(all.byName().get(name)), all.allowed()) : ready::judge;
    }

    private Kind of(Definition written, AllowList allowed) {
        Service service = providers.service();
        return switch (Objects.requireNonNull(written.type())) { // was checked when it was read
            case MODERATION -> new Moderation(providers, written);
            case MODEL -> ofModel(written);
            case AZURE_CONTENT_SAFETY -> new AzureContentSafety(service, written);
            case BEDROCK_GUARDRAIL -> new BedrockGuardrail(providers, written);
            case MODEL_ARMOR -> new ModelArmor(providers, written);
            case PRESIDIO -> new Presidio(service, written);
            case LAKERA -> new Lakera(service, written);
            case TOPICS -> topics(encoders.get(), written);
            case SCHEMA, LANGUAGE -> throw new IllegalStateException("guard: not made (expected: when it was read)");
            case WEBHOOK -> new Webhook(webhooks, written.url(), written.secret(), allowed);
        };
    }

    private static Kind topics(@Nullable Encoder encoder, Definition written) {
        if (encoder == null) {
            throw new CannotTell(
                    "nobody makes vectors (expected: ai-filters-embeddings, or ai.gateway.embeddings.model)");
        }
        return Judges.topics("topics", topics(written), encoder)::judge;
    }

    /** What may be talked about. */
    static TopicRules topics(Definition written) {
        Double threshold = written.threshold();
        return threshold == null
                ? new TopicRules(written.allow(), written.deny())
                : new TopicRules(written.allow(), written.deny(), threshold);
    }

    private Kind ofModel(Definition written) {
        Judge judge = new Judge(providers.calls(), written.model());
        return written.manner() == Manner.QUESTION
                ? new Question(judge, written.prompt())
                : new LlamaGuard(judge, written.categories());
    }
}
