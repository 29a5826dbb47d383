package ai.gateway.embeddings;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/** Who may know whom in this module. */
class ArchitectureTest {

    private static final JavaClasses OURS = new ClassFileImporter()
            .importUrl(MiniLm.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void embeddings_knowTheEngineThroughItsDoors() {
        classes()
                .that(resideInAPackage("ai.gateway.embeddings"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "ai.gateway.embeddings",
                        "ai.gateway.semantic",
                        "ai.gateway.vectors",
                        "ai.gateway.wire",
                        "ai.onnxruntime..",
                        "java..",
                        "org.jspecify..",
                        "org.slf4j..",
                        "org.springframework.boot..",
                        "org.springframework.context.annotation",
                        "reactor.core..")
                .check(OURS);
        assertThat(OURS.getPackage("ai.gateway.embeddings").isAnnotatedWith(NullMarked.class))
                .isTrue();
    }

    /** The model can be another one's tomorrow. */
    @Test
    void runtime_isOneClassesBusiness() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("ai.gateway.embeddings.OnnxModel")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.onnxruntime..")
                .check(OURS);
        noClasses()
                .that()
                .haveSimpleNameNotStartingWith("Embeddings")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .check(OURS);
    }

    @Test
    void classes_butTheConfiguration_areThisRoomsOwn() {
        classes()
                .that()
                .arePublic()
                .should()
                .haveSimpleNameEndingWith("AutoConfiguration")
                .check(OURS);
    }
}
