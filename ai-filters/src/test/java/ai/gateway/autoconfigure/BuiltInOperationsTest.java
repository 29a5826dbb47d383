package ai.gateway.autoconfigure;

import ai.gateway.dialect.Dialects;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.Operation;
import ai.gateway.provider.Catalogue;
import ai.gateway.provider.Provider;
import ai.gateway.testing.Recordings;
import ai.gateway.testing.Recordings.Recording;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.Set;
import java.util.TreeSet;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code providers.yml} says that providers do. */
class BuiltInOperationsTest {

    /**
     * Done, and not listed: Perplexity's vectors mean nothing to clients of other dialects, and the path of Cohere's own
     * first version is taken for OpenAI's where the client does not say whose it is.
     */
    private static final Set<String> UNLISTED = Set.of("perplexity: openai EMBEDDINGS", "cohere: openai RERANK");

    private final Dialects dialects = new PipelineAutoConfiguration().aiDialects();
    private final Catalogue catalogue = Configured.by("").catalogue();

    @Test
    void operations_listed_holdWhateverWasRecorded() {
        Set<String> seen = new TreeSet<>();
        Set<String> missing = new TreeSet<>();
        for (Recording recording : Recordings.where(recording -> recording.status() == 200)) {
            Provider provider = provider(recording);
            Call call = recording.path().isEmpty() ? null : dialects.recognise(recording.head());
            if (provider == null || call == null || call.operation() == Operation.OTHER) {
                continue;
            }
            if (provider.operations().containsKey(call.dialect())) {
                String said = provider.name() + ": " + call.dialect() + " " + call.operation();
                seen.add(said);
                if (!provider.operations().get(call.dialect()).contains(call.operation())) {
                    missing.add(said);
                }
            }
        }
        assertThat(missing).isEqualTo(UNLISTED);
        assertThat(seen).hasSizeGreaterThan(45);
    }

    @Test
    void operations_listed_areOfDialectsThatTheProviderSpeaks() {
        BuiltIns builtIns = BuiltIns.load();
        assertThat(catalogue.providers())
                .allSatisfy(provider -> assertThat(builtIns.dialects("ai.gateway.providers." + provider.name()))
                        .as(provider.name())
                        .containsAll(provider.operations().keySet()));
    }

    private @Nullable Provider provider(Recording recording) {
        String name = recording.provider().equals("vercel_gateway") ? "vercel" : recording.provider();
        return catalogue.find(name).orElse(null);
    }
}
