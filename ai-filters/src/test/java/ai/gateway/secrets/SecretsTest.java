package ai.gateway.secrets;

import ai.gateway.scan.Find;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SecretsTest {

    private static final Samples SAMPLES = new Samples(7);
    private static final String DIGITS = SAMPLES.hex(32);
    private static final String VALUE = "Q4" + SAMPLES.letters(30);
    private static final String WORD = "tr0ub4dor" + SAMPLES.hex(3);
    private static final String DASHES = "-".repeat(5);
    private static final String BODY = (SAMPLES.letters(64) + "\n").repeat(3);

    /** A text, what is found in it, and by which rule. */
    private record Case(String text, String secret, String rule) {}

    private static Stream<Case> places() {
        String key = DASHES + "BEGIN RSA PRIVATE KEY" + DASHES + "\n" + BODY + DASHES + "END RSA PRIVATE KEY" + DASHES;
        String cut = DASHES + "BEGIN PRIVATE KEY" + DASHES + "\\n" + BODY.strip();
        String sealed = DASHES + "BEGIN EC PRIVATE KEY" + DASHES + "\nProc-Type: 4,ENCRYPTED\n\n" + BODY + "Q4a=\n"
                + DASHES + "END EC PRIVATE KEY" + DASHES;
        String basic = Base64.getEncoder().encodeToString(("app:" + WORD).getBytes(StandardCharsets.UTF_8));
        return Stream.of(
                new Case("My key:\n" + key + "\nWhy?", key, "private-key"),
                new Case(cut + "\nis all I have of it.", cut, "private-key"),
                new Case(sealed + " is sealed", sealed, "private-key"),
                new Case("postgres://app:" + WORD + "@db:5432/x", WORD, "basic-auth-url"),
                new Case("redis://:" + WORD + "@cache", WORD, "basic-auth-url"),
                new Case("curl -s -u app:" + WORD + " https://a.test", WORD, "curl-user"),
                new Case("curl --user 'app:" + WORD + "' https://a.test", WORD, "curl-user"),
                new Case("Authorization: Bearer " + VALUE, VALUE, "generic-bearer-token"),
                new Case("Authorization: Basic " + basic, basic, "generic-basic-credentials"),
                new Case("machine a.test login me password " + WORD, WORD, "netrc-password"),
                new Case("kind: Secret\ndata:\n  token: " + basic + "\n", basic, "kubernetes-secret"),
                new Case("data:\n  token: \"" + basic + "\"\nkind: Secret\n", basic, "kubernetes-secret"),
                new Case("<add key=\"Password\" value=\"swordfishes\"/>", "swordfishes", "nuget-password"));
    }

    private static Stream<Case> assignments() {
        return Stream.of(
                new Case("DB_PASSWORD=" + WORD, WORD, "generic-password"),
                new Case("my password is " + WORD + ".", WORD, "generic-password"),
                new Case("\"userPassword\" : \"" + WORD + "\"", WORD, "generic-password"),
                new Case("<password>" + WORD + "</password>", WORD, "generic-password"),
                new Case("{\\\"passwd\\\": \\\"" + WORD + "\\\"}", WORD, "generic-password"),
                new Case("Server=a;Pwd=" + WORD + ";Uid=b", WORD, "generic-password"),
                new Case("<pass type=\"clear\">" + WORD + "</pass>", WORD, "generic-password"),
                new Case("user \"me\" password \"" + WORD + "\"", WORD, "generic-password"),
                new Case("1;\"{\"\"token\"\": \"\"" + VALUE + "\"\"}\"", VALUE, "generic-secret"),
                new Case("String apiKey = \"" + VALUE + "\";", VALUE, "generic-secret"),
                new Case("client_secret: " + VALUE, VALUE, "generic-secret"),
                new Case("token: str = \"" + VALUE + "\"", VALUE, "generic-secret"),
                new Case(":access_token => '" + VALUE + "'", VALUE, "generic-secret"),
                new Case("define('AUTH_KEY', '" + VALUE + "');", VALUE, "generic-secret"),
                new Case("?a=b&api_key=" + VALUE + "&c=d", VALUE, "generic-secret"),
                new Case("x-api-key: " + DIGITS, DIGITS, "generic-secret"),
                new Case("key = \"" + VALUE + "\"", VALUE, "generic-secret"));
    }

    @ParameterizedTest
    @MethodSource({"places", "assignments"})
    void scan_whereSecretsStand_findsThem(Case expected) {
        assertThat(Secrets.scanner().scan(expected.text))
                .as(expected.text)
                .singleElement()
                .satisfies(find -> {
                    assertThat(find.rule()).isEqualTo(expected.rule);
                    assertThat(find.in(expected.text)).isEqualTo(expected.secret);
                    assertThat(find.type()).isEqualTo("SECRET");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "api_key = \"YOUR_API_KEY_HERE\"",
                "OPENAI_API_KEY=${OPENAI_API_KEY}",
                "token = os.environ[\"GITHUB_TOKEN\"]  # v15",
                "password: <redacted> # ticket 2965",
                "password = getPassword2(user);",
                "password: {{ vault.password1 }}",
                "The password must have 8 characters, e.g. letters.",
                "my password is wrong",
                "secret_name: projects/demo/secrets/db-password/versions/12",
                "token_url: https://a.test/oauth2/token?x=1a2b3c4d",
                "max_tokens: 4096",
                "keyboard = \"Model M 1391401 a1b2c3d4\"",
                "privateKey: ed25519.Ed25519PrivateKey",
                "Please explain what an API key is and how sk-... style keys are rotated.",
                "postgres://user:password@localhost/db",
                "https://a.test:8080/x@y",
                "curl -u username:token https://a.test",
                "curl -u \"${USER}:${PASSWORD}\" https://a.test",
                "jwt header is eyJhbGciOi... and expires in 19 minutes",
                "kind: SecretStore\ndata:\n  entry: c2VjcmV0LXN0b3Jl\n",
                "Authorization: see chapter-4 of the manual",
                "Basic understanding of Bearer tokens is required.",
            })
    void scan_whatOnlySpeaksOfSecrets_findsNothing(String text) {
        assertThat(Secrets.scanner().scan(text)).isEmpty();
    }

    @Test
    void scan_whatIsNoSecretByItself_findsNothing() {
        String uuid = "3f0e1c52-9b1d-4a58-8d0c-5a1c7b0f9e21";
        List<String> texts = List.of(
                "commit " + SAMPLES.hex(40) + " fixes the flaky test",
                "sha256:" + SAMPLES.hex(64) + "  image digest",
                "md5(file)=" + DIGITS,
                "etag: \"" + DIGITS + "\"",
                "\"integrity\": \"sha512-" + SAMPLES.letters(86) + "==\"",
                "request_id=" + uuid,
                "cache key: " + DIGITS,
                "primary_key: " + VALUE,
                "publicKey = \"" + VALUE + "\"",
                DASHES + "BEGIN PRIVATE KEY" + DASHES
                        + " is how a file begins that has a key in it which nobody else may have.",
                DASHES + "BEGIN PUBLIC KEY" + DASHES + "\n" + BODY + DASHES + "END PUBLIC KEY" + DASHES,
                "AKIA" + "IOSFODNN7EXAMPLE",
                "data:image/png;base64,iVBORw0KGgo" + SAMPLES.letters(400));
        for (String text : texts) {
            assertThat(Secrets.scanner().scan(text)).as(text).isEmpty();
        }
    }

    @Test
    void scan_whereTwoRulesMeet_tellsTheSurerOne() {
        String token = "ghp_" + SAMPLES.letters(36);
        assertThat(Secrets.scanner().scan("GITHUB_TOKEN=" + token))
                .singleElement()
                .extracting(Find::rule)
                .isEqualTo("github-token");
        assertThat(Secrets.scanner(Set.of("github-token"), 0).scan("GITHUB_TOKEN=" + token))
                .singleElement()
                .extracting(Find::rule)
                .isEqualTo("generic-secret");
    }

    @Test
    void scan_behindAnEscape_findsTokens() {
        String token = "ghp_" + SAMPLES.letters(36);
        assertThat(Secrets.scanner().scan("line\\n" + token + "\\nline")).hasSize(1);
    }

    @Test
    void scanner_withALeastScore_hasOnlySuch() {
        String text = "password: \"swordfish\"";
        assertThat(Secrets.scanner().scan(text)).singleElement().satisfies(find -> {
            assertThat(find.rule()).isEqualTo("generic-word-password");
            assertThat(find.score()).isEqualTo(0.5);
        });
        assertThat(Secrets.scanner(Set.of(), 0.6).scan(text)).isEmpty();
    }

    @Test
    void scanner_withoutARuleThatIsNone_isRefused() {
        assertThatThrownBy(() -> Secrets.scanner(Set.of("github"), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("rule: github (expected: one of [1password-secret-key, ");
    }
}
