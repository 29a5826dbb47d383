package ai.gateway.app;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/** Who may know whom in this module. */
class ArchitectureTest {

    private static final JavaClasses OURS = new ClassFileImporter()
            .importUrl(GatewayApp.class.getProtectionDomain().getCodeSource().getLocation());

    /** It speaks by the same codecs, but what becomes of a request in between is nothing to it. */
    @Test
    void standIn_knowsTheDialectsAndNothingOfTheGatewayThatItIsAskedBy() {
        noClasses()
                .that()
                .resideInAPackage("ai.gateway.app.standin")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "ai.gateway.pipeline..", "ai.gateway.provider..", "ai.gateway.app", "org.springframework..")
                .check(OURS);
    }

    @Test
    void edge_knowsHttpAndNothingOfModels() {
        classes()
                .that()
                .resideInAPackage("ai.gateway.app.edge")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackages("ai.gateway.pipeline..", "ai.gateway.dialect..", "ai.gateway.provider..")
                .check(OURS);
        for (String room : new String[] {
            "ai.gateway.app", "ai.gateway.app.console", "ai.gateway.app.edge", "ai.gateway.app.standin"
        }) {
            assertThat(OURS.getPackage(room).isAnnotatedWith(NullMarked.class))
                    .as(room)
                    .isTrue();
        }
    }
}
