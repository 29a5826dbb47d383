package ai.gateway.keys;

import ai.gateway.access.VirtualKey;
import ai.gateway.exchange.Operation;
import ai.gateway.exchange.Principal;
import ai.gateway.provider.ApiKey;
import ai.gateway.quota.Allowance;
import ai.gateway.quota.Allowed;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KeysReaderTest {

    private static final String SECRET = "alice-secret-0123456789";
    private static final String BEFORE = "alice-before-0123456789";
    private static final long NOW = Instant.parse("2026-06-01T00:00:00Z").toEpochMilli();

    private static final String WHOLE = """
            owners:
              "[acme]": { budget: 100 USD / 30d }
              "[acme/search]": { tokens: [ 1000 / 1m, 50000 / 1d ], concurrent: 3 }
            keys:
            - name: alice
              value: alice-secret-0123456789
              previous: alice-before-0123456789
              previous-until: 2026-06-30
              owner: acme/search/crawler
              models: [ "openai/*", fast ]
              operations: [ chat, count-tokens ]
              providers: [ openai ]
              routes: [ llm-* ]
              addresses: [ 10.0.0.0/8 ]
              expires: 2026-12-31T12:00:00+01:00
              tags: { tier: beta }
              defaults: temperature=0.2
              overrides: '{"store":false}'
              provider-keys: { anthropic: alices-own }
              requests: 10 / 1m
              budget: 5 USD / day
            """;

    private static Lookup look(KeyRing ring, String shown, long now) {
        return Lookup.of(shown, ring, KeyIndex.NONE, now);
    }

    private static String key(String more) {
        return "keys:\n- { name: alice, value: " + SECRET + (more.isEmpty() ? "" : ", " + more) + " }\n";
    }

    @Test
    void read_everythingSaid_isKnownOfTheKey() {
        KeyHolder holder = look(Rings.read(WHOLE), SECRET, NOW).holder();
        VirtualKey key = holder.key();
        assertThat(holder.principal())
                .isEqualTo(new Principal(
                        "alice", List.of("acme", "acme/search", "acme/search/crawler"), Map.of("tier", "beta")));
        assertThat(key.expires()).isEqualTo(Instant.parse("2026-12-31T11:00:00Z"));
        assertThat(key.scope().operations()).containsExactlyInAnyOrder(Operation.CHAT, Operation.COUNT_TOKENS);
        assertThat(key.defaults()).containsExactly(Map.entry("temperature", "0.2"));
        assertThat(key.overrides()).containsExactly(Map.entry("store", "false"));
        assertThat(key.providerKeys()).containsExactly(Map.entry("anthropic", new ApiKey("own", "alices-own", 1)));
    }

    @Test
    void allowances_ofKeyAndOwners_areAllThere() {
        KeyRing ring = Rings.read(WHOLE);
        KeyHolder holder = look(ring, SECRET, NOW).holder();
        assertThat(new KeyRights(holder, ring.owners(), Map.of("acme", List.of(Allowance.requests("7 / 1h"))))
                        .allowances())
                .containsExactlyInAnyOrder(
                        new Allowed("key:alice", Allowance.requests("10 / 1m")),
                        new Allowed("key:alice", Allowance.budget("5 USD / day")),
                        new Allowed("owner:acme", Allowance.budget("100 USD / 30d")),
                        new Allowed("owner:acme", Allowance.requests("7 / 1h")),
                        new Allowed("owner:acme/search", Allowance.tokens("1000 / 1m")),
                        new Allowed("owner:acme/search", Allowance.tokens("50000 / 1d")),
                        new Allowed("owner:acme/search", Allowance.concurrent("3")));
    }

    @Test
    void look_rotated_bothOpenUntilTheDayIsOver() {
        KeyRing ring = Rings.read(WHOLE);
        long over = Instant.parse("2026-07-01T00:00:00Z").toEpochMilli();
        assertThat(look(ring, BEFORE, NOW).isGood()).isTrue();
        assertThat(look(ring, BEFORE, over - 1).isGood()).isTrue();
        assertThat(look(ring, BEFORE, over)).matches(Lookup::isKnown).matches(found -> !found.isGood());
        assertThat(look(ring, SECRET, over).isGood()).isTrue();
    }

    @Test
    void look_expiredDisabledOrUnknown_isNotGood() {
        long end = Instant.parse("2026-12-31T11:00:00Z").toEpochMilli();
        assertThat(look(Rings.read(WHOLE), SECRET, end - 1).isGood()).isTrue();
        assertThat(look(Rings.read(WHOLE), SECRET, end).isGood()).isFalse();
        assertThat(look(Rings.read(key("disabled: true")), SECRET, NOW).isGood())
                .isFalse();
        assertThat(look(Rings.read(WHOLE), SECRET + "x", NOW).isKnown()).isFalse();
        assertThat(look(Rings.read(WHOLE), "", NOW).isKnown()).isFalse();
    }

    @Test
    void read_theSameAgain_isEqual_andOtherwiseNot() {
        assertThat(Rings.read(WHOLE)).isEqualTo(Rings.read(WHOLE));
        assertThat(Rings.read(key(""))).isNotEqualTo(Rings.read(key("disabled: true")));
        assertThat(Rings.read(key(""))).isNotEqualTo(Rings.read(key("").replace(SECRET, BEFORE)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "expires: soon | keys[0].expires: soon (expected: 2026-12-31, or 2026-12-31T12:00:00Z)",
                "previous: before-0123456789 | keys[0].previous-until: missing (expected: until when the previous value is taken)",
                "owner: acme//x | keys[0].owner: acme//x (expected: a path such as customer/team/project)",
                "addresses: [ here ] | keys[0].addresses: here (expected: an address, or a range such as 10.0.0.0/8 or 2001:db8::/32)",
                "tokens: 5 | keys[0].tokens: 5 (expected: amount / window, such as 1000000 / 1d)",
                "provider-keys: { opnai: secret-x } | keys[0].provider-keys.opnai: no such provider (expected: openai)",
                "provider-keys: { local: secret-x } | keys[0].provider-keys.local: *** (expected: a provider that takes a key)",
                "defaults: temperature | keys[0].defaults: temperature (expected: name=value)"
            })
    void read_mistake_isToldWithItsPlaceAndNoSecret(String written, String message) {
        assertThatThrownBy(() -> Rings.read(key(written))).hasMessage(message).hasMessageNotContaining("secret-x");
    }

    @Test
    void read_missingOrDoubled_isTold() {
        assertThatThrownBy(() -> Rings.read("keys:\n- { value: " + SECRET + " }"))
                .hasMessage("keys[0].name: missing (expected: one that no other key has)");
        assertThatThrownBy(() -> Rings.read("keys:\n- { name: a }"))
                .hasMessage("keys[0].value: missing (expected: what the client shows)");
        assertThatThrownBy(() -> Rings.read(key("") + "- { name: alice, value: another-0123456789 }"))
                .hasMessage("keys[1].name: alice (expected: one that no other key has)");
        assertThatThrownBy(() -> Rings.read(key("") + "- { name: bob, value: " + SECRET + " }"))
                .hasMessage("keys[1].value: *** (expected: another one than that of keys[0])");
        assertThatThrownBy(() -> Rings.read(key("") + "- { name: bob, value: 'has blanks in it' }"))
                .hasMessage("keys[1].value: *** (expected: letters, digits and signs of ASCII)");
    }

    @Test
    void read_keysSecret_isAskedForWhereKeysAreStored() {
        assertThatThrownBy(() -> Rings.read(key(""), /* hasStore= */ true))
                .hasMessageStartingWith("keys-secret: missing (expected: ");
        assertThatThrownBy(() -> Rings.read("keys-secret: short"))
                .hasMessage("keys-secret: *** (expected: at least 16 characters)");
        KeyRing ring = Rings.read("keys-secret: 0123456789abcdef\n" + key(""), /* hasStore= */ true);
        assertThat(look(ring, SECRET, NOW).isGood()).isTrue();
    }

    @Test
    void toString_showsNoSecret() {
        assertThat(Rings.read(WHOLE).toString()).doesNotContain(SECRET, BEFORE, "alices-own");
    }

    @Test
    void read_claimsWhereNobodyChecksTokens_isWarnedOf() {
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(KeysReader.class);
        logger.setLevel(Level.WARN); // whatever another test has made of it
        logger.addAppender(said);
        said.start();
        try {
            assertThat(Rings.read("jwt: { owner: team }").jwt()).isNotNull();
        } finally {
            logger.detachAppender(said);
            logger.setLevel(null);
        }
        assertThat(said.list)
                .anyMatch(line -> line.getFormattedMessage().startsWith("ai.gateway.jwt: no token opens anything"));
    }
}
