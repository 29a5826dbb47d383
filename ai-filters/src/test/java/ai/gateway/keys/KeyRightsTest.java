package ai.gateway.keys;

import ai.gateway.access.Scope;
import ai.gateway.access.VirtualKey;
import ai.gateway.condition.Glob;
import ai.gateway.provider.Target;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class KeyRightsTest {

    private static KeyRights rights(List<String> models, List<String> providers) {
        Scope scope = new Scope(Glob.list(models), Set.of(), Glob.list(providers), List.of(), List.of());
        return new KeyRights(KeyHolder.of(VirtualKey.of("alice", "", Map.of(), scope)), Map.of(), Map.of());
    }

    private static boolean may(String pattern, String provider, @Nullable String model, @Nullable String asked) {
        Target target = Rings.target("local", "x");
        Target named = model == null
                ? new Target(Rings.CATALOGUE.get(provider), null, null)
                : provider.isEmpty() ? target : Rings.target(provider, model);
        return rights(List.of(pattern), List.of()).forbids(named, asked) == null;
    }

    @ParameterizedTest
    @CsvSource({
        "openai/*, openai, gpt-5.4, , true",
        "openai/*, anthropic, claude-sonnet-5-5, , false",
        "openai/gpt-*, openai, o5, , false",
        "gpt-*, openai, gpt-5.4, , true",
        "gpt-*, local, gpt-oss, , true",
        "gpt-*, openai, o5, , false",
        "fast, openai, gpt-5.4-mini, fast, true",
        "fast, openai, gpt-5.4-mini, , false",
        "local/small, local, llama3:8b, , true",
        "small, local, llama3:8b, , true",
        "local/small, local, llama3:70b, , false",
        // a model of another provider that only sounds like it
        "openai/*, local, openai/gpt-5.4, , false",
        "*, local, openai/gpt-5.4, , true",
    })
    void forbids_modelsByPattern(String pattern, String provider, String model, @Nullable String asked, boolean may) {
        assertThat(may(pattern, provider, model, asked)).isEqualTo(may);
    }

    @Test
    void forbids_callWithoutAModel_goesWhereAllModelsMayBeAsked() {
        assertThat(may("openai/*", "openai", null, null)).isTrue();
        assertThat(may("openai/gpt-*", "openai", null, null)).isFalse();
        assertThat(may("gpt-*", "openai", null, null)).isFalse();
    }

    @Test
    void forbids_aPlaceOfItsOwn_isAskedForByWhatTheClientNames() {
        KeyRights ofModels = rights(List.of("gpt-*"), List.of());
        assertThat(ofModels.forbids(null, "gpt-5.4")).isNull();
        assertThat(ofModels.forbids(null, "o5")).isEqualTo("model: o5 is not for key alice (expected: one of [gpt-*])");
        assertThat(ofModels.forbids(null, null)).isNotNull();
        assertThat(rights(List.of(), List.of("openai")).forbids(null, "gpt-5.4"))
                .contains("provider: ");
        assertThat(rights(List.of(), List.of()).forbids(null, null)).isNull();
    }

    @Test
    void forbids_provider_whateverTheModel() {
        KeyRights rights = rights(List.of("*"), List.of("open*"));
        assertThat(rights.forbids(Rings.target("openai", "m"), null)).isNull();
        assertThat(rights.forbids(Rings.target("local", "m"), "fast"))
                .isEqualTo("provider: local is not for key alice (expected: one of [open*])");
    }
}
