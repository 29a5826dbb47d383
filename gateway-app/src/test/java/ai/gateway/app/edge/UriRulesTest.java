package ai.gateway.app.edge;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class UriRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "//",
                "/a//b/",
                "/...",
                "/..a/b..",
                "/.well-known/x",
                "/a%20b/%7Euser",
                "/gpt-4%2e1",
                "/100%25",
                "/a;v=1/b",
                "/x?q=../..&r=%2e%2e%2f%00",
                "/model/a%2Fb/converse",
                "/models/a%2fb%2Fc:generateContent",
                "/v1beta/models/a.b%2F..c",
                "/model/arn:aws:bedrock:us-east-1:123:p%2Fx/converse-stream?x"
            })
    void check_plainPath_passes(String uri) {
        assertThat(UriRules.check(uri)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "a/b",
                "http://a/",
                "/.",
                "/..",
                "/a/./b",
                "/a/../b",
                "/a/..?x",
                "/a/%2e%2e/b",
                "/a/%2E./b",
                "/a/.%2e",
                "/a/..;x=y/b",
                "/a/%2e%2e%3bx/b",
                "/a%2Fb",
                "/models%2Fa",
                "/model/a/b%2Fc",
                "/mymodels/a%2Fb",
                "/model/a%2F../b",
                "/model/..%2Fa",
                "/model/a%2F%2e%2e%2Fb",
                "/model/%2Fa",
                "/model/a%2F",
                "/model/a%2F%2Fb",
                "/model/a%252Fb",
                "/a%5cb",
                "/a\\b",
                "/a%00",
                "/a%0d%0ab",
                "/a%7f",
                "/a%252e%252e/b",
                "/a%25%32e",
                "/a%252%65",
                "/a%2",
                "/a%zz",
                "/a%",
                "/a#b",
                "/a?b#c",
                "/a b",
                "/\u00e9",
                "/a?\u0000"
            })
    void check_pathThatReadersMayDifferOn_isRefused(String uri) {
        assertThat(UriRules.check(uri)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "A.b-c", "a:80", "127.0.0.1:1", "[::1]", "[::ffff:1.2.3.4]:443", "my_service:8080"})
    void isHost_plainHost_isTrue(String host) {
        assertThat(HeadRules.isHost(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":80",
                "a:",
                "a:x",
                "a:65536",
                "a:123456",
                "a/x",
                "a?x",
                "a#",
                "u@a",
                "a b",
                "a,b",
                "[::1",
                "[]x",
                "[::1]x",
                "a%41",
                "a:80:80",
                "::1",
                "\u00e9"
            })
    void isHost_anythingElse_isFalse(String host) {
        assertThat(HeadRules.isHost(host)).isFalse();
    }
}
