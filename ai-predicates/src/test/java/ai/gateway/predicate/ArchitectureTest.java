package ai.gateway.predicate;

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
            .importUrl(PredicateAutoConfiguration.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation());

    @Test
    void predicates_knowTheEngineThroughItsDoors() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "ai.gateway.wire",
                        "ai.gateway.dialect.*",
                        "ai.gateway.tokens",
                        "ai.gateway.shape",
                        "ai.gateway.route",
                        "ai.gateway.autoconfigure",
                        "tools.jackson..",
                        "com.fasterxml..",
                        "io.netty..")
                .check(OURS);
    }

    @Test
    void factories_areNamedAiAndArePublicAndFinal() {
        classes()
                .that()
                .haveSimpleNameEndingWith("RoutePredicateFactory")
                .should()
                .haveSimpleNameStartingWith("Ai")
                .check(OURS);
        assertThat(OURS.getPackage("ai.gateway.predicate").isAnnotatedWith(NullMarked.class))
                .isTrue();
    }
}
