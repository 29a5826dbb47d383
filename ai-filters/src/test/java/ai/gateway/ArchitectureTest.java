package ai.gateway;

import ai.gateway.wire.Json;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** The floors of the house: who may know whom. */
class ArchitectureTest {

    /** What ships: the classes that stand where one of them stands. */
    private static final JavaClasses OURS = new ClassFileImporter()
            .importUrl(Json.class.getProtectionDomain().getCodeSource().getLocation());

    /** The packages of the engine, ground floor first. {@code X} stands for the dialects, which are blind to each other. */
    private static final List<String> FLOORS = List.of(
            "exchange",
            "wire",
            "dialect",
            "dialect.X",
            "tokens",
            "condition",
            "models",
            "provider",
            "quota",
            "ledger",
            "access",
            "reach",
            "delivery",
            "health",
            "semantic",
            "scan",
            "pii",
            "secrets",
            "injection",
            "judge.schema",
            "judge",
            "recall",
            "pipeline",
            "account",
            "plug",
            "feature",
            "autoconfigure");

    private static final String[] JDK = {"java..", "org.jspecify.."};

    @Test
    void floors_aLowerOne_neverKnowsAHigherOne() {
        Set<String> wrong = new TreeSet<>();
        for (JavaClass from : OURS) {
            from.getDirectDependenciesFromSelf().forEach(dependency -> {
                JavaClass to = dependency.getTargetClass();
                if (to.getPackageName().startsWith("ai.gateway.") && floor(from) < floor(to)) {
                    wrong.add(from.getName() + " -> " + to.getName());
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void groundFloor_isTheJdk() {
        classes()
                .that()
                .resideInAPackage("ai.gateway.exchange")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(JDK).or(resideInAPackage("ai.gateway.exchange")))
                .check(OURS);
        classes()
                .that()
                .resideInAPackage("ai.gateway.wire")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(JDK).or(resideInAPackage("ai.gateway.wire")))
                .check(OURS);
        classes()
                .that()
                .resideInAPackage("ai.gateway.condition")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(JDK).or(resideInAPackage("ai.gateway.condition")))
                .check(OURS);
        classes()
                .that()
                .resideInAPackage("ai.gateway.models")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(JDK)
                        .or(resideInAnyPackage("ai.gateway.models", "ai.gateway.condition", "ai.gateway.exchange")))
                .check(OURS);
    }

    @Test
    void dialectsAndTokens_knowNoFramework() {
        noClasses()
                .that()
                .resideInAnyPackage("ai.gateway.dialect..", "ai.gateway.tokens")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "reactor..", "io.netty..")
                .check(OURS);
    }

    @Test
    void providers_doNotKnowSpring() {
        noClasses()
                .that()
                .resideInAPackage("ai.gateway.provider")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .check(OURS);
    }

    @Test
    void ledger_isTheJdkAndTheFloorsBelow() {
        classes()
                .that()
                .resideInAPackage("ai.gateway.ledger")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(JDK)
                        .or(resideInAnyPackage("javax.sql..", "ai.gateway.ledger", "ai.gateway.quota"))
                        .or(resideInAnyPackage("ai.gateway.exchange", "ai.gateway.wire")))
                .check(OURS);
    }

    @Test
    void health_knowsNeitherSpringNorNetty() {
        noClasses()
                .that()
                .resideInAPackage("ai.gateway.health")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "io.netty..", "reactor.netty..")
                .check(OURS);
    }

    /** Gateways without that library link everything else. */
    @Test
    void breakers_libraryOfTheirs_isOneClassesBusiness() {
        noClasses()
                .that()
                .haveNameNotMatching("ai\\.gateway\\.health\\.Resilience4jBreaker(\\$.+)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.github.resilience4j..")
                .check(OURS);
    }

    /** Gateways without those libraries find all that does not need them. */
    @Test
    void phonesAndPatterns_librariesOfTheirs_areOneClassesBusiness() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("ai.gateway.pii.PhoneLibrary")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.google.i18n..")
                .check(OURS);
        noClasses()
                .that()
                .haveNameNotMatching(
                        "ai\\.gateway\\.(pii|judge\\.schema)\\.Patterns|ai\\.gateway\\.(secrets|injection)\\..+")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.google.re2j..")
                .check(OURS);
    }

    /** Gateways without that library link everything else. */
    @Test
    void kafka_libraryOfIts_isOneClassesBusiness() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("ai.gateway.log.KafkaOutlet")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(OURS);
    }

    /** Gateways without Spring Security link everything else. */
    @Test
    void security_isOneClassesBusiness() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("ai.gateway.keys.JwtBearers")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.security..")
                .check(OURS);
    }

    /** Gateways without actuator or without metrics link everything else. */
    @Test
    void actuatorAndMetrics_areTheBusinessOfThoseWhoNameThem() {
        noClasses()
                .that()
                .haveSimpleNameNotContaining("Endpoint")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.boot.actuate..")
                .check(OURS);
        noClasses()
                .that()
                .haveSimpleNameNotContaining("Meter")
                .and()
                .haveSimpleNameNotContaining("Gauge")
                .and()
                .haveSimpleNameNotContaining("Metrics")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.micrometer.core..")
                .check(OURS);
    }

    @Test
    void dialects_areBlindToEachOther() {
        slices().matching("ai.gateway.dialect.(*)..")
                .should()
                .notDependOnEachOther()
                .check(OURS);
    }

    @Test
    void features_areBlindToEachOther() {
        Set<String> wrong = new TreeSet<>();
        for (JavaClass from : OURS) {
            from.getDirectDependenciesFromSelf().forEach(dependency -> {
                JavaClass to = dependency.getTargetClass();
                boolean neighbours = to.getPackageName().startsWith("ai.gateway.")
                        && floor(from) == FLOORS.indexOf("feature")
                        && floor(to) == FLOORS.indexOf("feature")
                        && !from.getPackageName().equals(to.getPackageName());
                if (neighbours) {
                    wrong.add(from.getName() + " -> " + to.getName());
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void json_isReadAndWrittenByWireAlone() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.fasterxml..", "tools.jackson..", "com.google.gson..")
                .check(OURS);
    }

    @Test
    void clouds_librariesOfTheirs_areOneRoomsBusiness() {
        noClasses()
                .that()
                .resideOutsideOfPackage("ai.gateway.cloud")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon..", "com.google.auth..", "com.google.api..")
                .check(OURS);
        noClasses()
                .that()
                .resideInAPackage("ai.gateway.cloud")
                .and()
                .haveSimpleNameNotEndingWith("AutoConfiguration")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .check(OURS);
    }

    @Test
    void patterns_areNotOnTheHotPath() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "ai.gateway.wire",
                        "ai.gateway.dialect..",
                        "ai.gateway.models",
                        "ai.gateway.condition",
                        "ai.gateway.pii",
                        "ai.gateway.pipeline")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(java.util.regex.Pattern.class)
                .check(OURS);
    }

    @Test
    void fields_areNeverInjected() {
        classes()
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.not(DescribedPredicate.describe(
                        "field injection or Lombok",
                        type -> type.getName().endsWith(".Autowired")
                                || type.getName().startsWith("lombok."))))
                .check(OURS);
    }

    @Test
    void packages_areNullMarked() {
        Set<String> unmarked = new TreeSet<>();
        packages(OURS.getPackage("ai.gateway"), unmarked);

        assertThat(unmarked).isEmpty();
    }

    @Test
    void factories_areNamedAi() {
        classes()
                .that()
                .haveSimpleNameEndingWith("GatewayFilterFactory")
                .or()
                .haveSimpleNameEndingWith("RoutePredicateFactory")
                .should()
                .haveSimpleNameStartingWith("Ai")
                .check(OURS);
    }

    private static void packages(JavaPackage parent, Set<String> unmarked) {
        if (!parent.getClasses().isEmpty() && !parent.isAnnotatedWith(NullMarked.class)) {
            unmarked.add(parent.getName());
        }
        parent.getSubpackages().forEach(child -> packages(child, unmarked));
    }

    private static int floor(JavaClass type) {
        String name = type.getPackageName().substring("ai.gateway.".length());
        if (name.startsWith("dialect.")) {
            return FLOORS.indexOf("dialect.X");
        }
        int floor = FLOORS.indexOf(name);
        return floor >= 0 ? floor : FLOORS.indexOf("feature");
    }
}
