package ai.gateway.samples;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Each sample says how it is started, has its line in the list, and is started by one of the tests named here, which send what its head promises. */
class SamplesTest {

    private static final List<Class<?>> TESTS = List.of(
            RouteSamplesTest.class,
            DialectSamplesTest.class,
            PoolSamplesTest.class,
            AccountSamplesTest.class,
            ContentSamplesTest.class);

    @Test
    void samples_files_eachHasItsTestAndItsLine() throws IOException {
        List<String> tests = TESTS.stream()
                .flatMap(test -> Arrays.stream(test.getDeclaredMethods()))
                .map(Method::getName)
                .toList();
        String list = Files.readString(Path.of("README.md"));
        try (Stream<Path> files = Files.list(Samples.FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(tests).anyMatch(test -> test.startsWith(camel(file) + "_")))
                    .allSatisfy(file -> assertThat(list).contains("(" + Samples.FOLDER + "/" + file + ")"))
                    .allSatisfy(file -> assertThat(Files.readString(Samples.FOLDER.resolve(file)))
                            .startsWith("# ")
                            .contains("curl ")
                            .contains("--spring.config.additional-location=sample-routes/" + Samples.FOLDER + "/"
                                    + file));
        }
    }

    private static String camel(String file) {
        StringBuilder camel = new StringBuilder();
        for (String word : file.replace(".yml", "").split("-", -1)) {
            camel.append(camel.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return camel.toString();
    }
}
