package ai.gateway.dialect;

import ai.gateway.exchange.Call;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.testing.Recordings;
import ai.gateway.testing.Recordings.Recording;
import ai.gateway.testing.made.MadeChats;
import ai.gateway.testing.made.Seeds;
import ai.gateway.testing.spec.Spec;
import ai.gateway.testing.spec.Specs;
import ai.gateway.wire.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

/** What is written for a provider, held against what the provider says that it takes. */
class SpecRequestsTest {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int SEEDS = 100;

    /** Those who describe their API. */
    enum Provider {
        OPENAI("openai"),
        RESPONSES("responses"),
        MISTRAL("openai"),
        OPENROUTER("openai"),
        ANTHROPIC("anthropic"),
        GEMINI("gemini"),
        BEDROCK("bedrock"),
        OLLAMA("ollama");

        private final String dialect;

        Provider(String dialect) {
            this.dialect = dialect;
        }

        private String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        Spec spec() {
            return Objects.requireNonNull(Specs.request(id()));
        }

        ChatCall write(ChatRequest request) {
            return Carried.codec(Spoken.dialect(dialect))
                    .writeRequest(request, KnownTraits.of(this == RESPONSES ? "openai" : id()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void writeRequest_recordedChat_isValid(Provider provider) {
        Spec spec = provider.spec();
        SpecFaults faults = new SpecFaults(spec);
        for (Recording recording : RecordedChatsTest.requests().toList()) {
            Dialect dialect = RecordedDialectsTest.dialect(recording);
            Call call = Objects.requireNonNull(Carried.chatCall(recording));
            ChatRequest read = Carried.codec(dialect).readRequest(call, Json.parse(recording.request()));
            boolean wrongBefore = dialect.id().equals(provider.dialect)
                    && !spec.faults(MAPPER.readTree(recording.request())).isEmpty();
            if (read.model() != null && !wrongBefore) {
                faults.add(recording.toString(), provider.write(read).body());
            }
        }
        assertThat(faults.count()).isGreaterThan(200);
        assertThat(faults.found()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void writeRequest_madeChat_isValid(Provider provider) {
        Recordings.shared();
        SpecFaults faults = new SpecFaults(provider.spec());
        Seeds.each(SEEDS, seed -> {
            List<String> clients = Spoken.ALL.stream()
                    .map(Dialect::id)
                    .filter(id -> !id.equals(provider.dialect))
                    .toList();
            ChatRequest made = MadeChats.of(seed, clients.get((int) (seed % clients.size())));
            faults.add("seed " + seed, provider.write(made).body());
        });
        assertThat(faults.found()).isEmpty();
    }
}
