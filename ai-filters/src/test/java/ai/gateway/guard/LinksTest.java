package ai.gateway.guard;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class LinksTest {

    private static final Links LINKS = new Links(new Hosts(List.of("docs.example.com", ".own.example")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "see https://evil.example.org/?q=1. | https://evil.example.org/?q=1",
                "[a](http://evil.example.org/x) | http://evil.example.org/x",
                "<HTTPS://Evil.example.org> | HTTPS://Evil.example.org",
                "https://docs.example.com.evil.org | https://docs.example.com.evil.org",
                "https://docs.example.com@evil.org/ | https://docs.example.com@evil.org/",
                "https://a_b/ | https://a_b/"
            })
    void foreignAddress_isFound_asItStands(String text, String found) {
        assertThat(LINKS.scan(text)).extracting(find -> find.in(text)).containsExactly(found);
    }

    @ParameterizedTest
    @CsvSource({
        "see https://docs.example.com/a for more",
        "https://x.own.example:8443/b",
        "a // comment",
        "file://x",
        "half and half: 1//2",
        "https://"
    })
    void ownAddress_orNone_isNot(String text) {
        assertThat(LINKS.scan(text)).isEmpty();
    }
}
