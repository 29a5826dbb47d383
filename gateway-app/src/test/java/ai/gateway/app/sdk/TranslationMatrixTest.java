package ai.gateway.app.sdk;

import ai.gateway.testing.LeakCheck;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Each SDK with each provider in each scenario, and the page that says so. */
@ExtendWith(LeakCheck.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TranslationMatrixTest {

    private Bench bench;
    private MatrixPage page;

    record Cell(Sdk sdk, Provider provider, Scenario scenario) {

        @Override
        public String toString() {
            return sdk.title() + " -> " + provider.dialect() + ", " + scenario;
        }
    }

    @BeforeAll
    void start() {
        bench = new Bench();
        page = new MatrixPage(bench.sdks());
    }

    @AfterAll
    void stop() {
        bench.close();
    }

    Stream<Cell> cells() {
        return bench.sdks().stream()
                .flatMap(sdk -> Stream.of(Provider.values())
                        .flatMap(provider ->
                                Stream.of(Scenario.values()).map(scenario -> new Cell(sdk, provider, scenario))));
    }

    @Order(1)
    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void askBySdk_everyProviderAndScenario_isUnderstoodOnBothSides(Cell cell) {
        String without = cell.scenario().without(cell.sdk(), cell.provider());
        if (without != null) {
            page.put(cell, MatrixPage.Result.without(without));
            return;
        }
        page.put(cell, MatrixPage.Result.FAILED);
        cell.scenario().run(new Trial(bench, cell.sdk(), cell.provider()));
        page.put(cell, MatrixPage.Result.PASSED);
    }

    @Order(2)
    @Test
    void matrixPage_saysWhatWasSeen() {
        assumeTrue(page.isFull(), "only a part of the matrix was tried");
        page.write();
        assertThat(page.inDocs())
                .as("docs/translation-matrix.md; to renew it: mvn test -pl gateway-app -am -Dtest=TranslationMatrixTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write")
                .isEqualTo(page.text());
    }
}
