package ai.gateway.guards;

import ai.gateway.guards.GuardsProperties.Definition;
import ai.gateway.guards.GuardsProperties.Manner;
import ai.gateway.reach.AllowList;

import java.util.Objects;

/** Makes what asks a service of what is written of it. */
record Kinds(Providers providers, Webhook.Means webhooks) {

    Kind of(Definition written, AllowList allowed) {
        Service service = providers.service();
        return switch (Objects.requireNonNull(written.type())) { // was checked when it was read
            case MODERATION -> new Moderation(providers, written);
            case MODEL -> ofModel(written);
            case AZURE_CONTENT_SAFETY -> new AzureContentSafety(service, written);
            case BEDROCK_GUARDRAIL -> new BedrockGuardrail(providers, written);
            case MODEL_ARMOR -> new ModelArmor(providers, written);
            case PRESIDIO -> new Presidio(service, written);
            case LAKERA -> new Lakera(service, written);
            case WEBHOOK -> new Webhook(webhooks, written.url(), written.secret(), allowed);
        };
    }

    private Kind ofModel(Definition written) {
        Judge judge = new Judge(providers.calls(), written.model());
        return written.manner() == Manner.QUESTION
                ? new Question(judge, written.prompt())
                : new LlamaGuard(judge, written.categories());
    }
}
