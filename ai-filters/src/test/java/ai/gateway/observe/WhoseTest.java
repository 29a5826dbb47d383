package ai.gateway.observe;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class WhoseTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "key:alice",
                "owner:acme/search",
                "chat/key:alice",
                "chat/key:",
                "chat/owner.1:acme",
                "chat/tag.plan:trial",
                "chat/route:chat",
                "chat/key:alice,models:gpt-5*"
            })
    void counter_ofWhatAConfigurationNames_isShownAsItIs(String counter) {
        assertThat(Whose.isMadeUp(counter)).isFalse();
        assertThat(Whose.shown(counter)).isEqualTo(counter);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"chat/model:gpt-5.4", "chat/ip:10.0.0.1", "chat/key:alice,model:gpt-5.4", "chat/model:a,ip:b"})
    void counter_ofWhatClientsSend_canBeMadeUp_andIsShownAsItIs(String counter) {
        assertThat(Whose.isMadeUp(counter)).isTrue();
        assertThat(Whose.shown(counter)).isEqualTo(counter);
    }

    /** Whatever stands behind such a word, commas and colons too, is not shown. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "chat/header.x-user:SECRET",
                "chat/header.authorization:Bearer SECRET,key:alice",
                "chat/key:alice,header.x-api-key:SECRET",
                "chat/model:m,ip:1,:SECRET,route:chat",
                "chat/:SECRET",
                "chat/:a,header.x:SECRET"
            })
    void counter_ofWhatMayBeACredential_canBeMadeUp_andIsShownAsADigest(String counter) {
        assertThat(Whose.isMadeUp(counter)).isTrue();
        assertThat(Whose.shown(counter))
                .doesNotContain("SECRET")
                .matches("chat/.*:~[0-9a-f]{16}")
                .isEqualTo(Whose.shown(counter))
                .isNotEqualTo(Whose.shown(counter + "!"));
    }
}
