package org.baoxue.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/** The rules of the house that a build can check. */
public final class ArchitectureRules {

    private ArchitectureRules() {}

    /** Fails with every breach below {@code basePackage}. */
    public static void check(String basePackage) {
        var imported = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(basePackage);
        onlyTheClockTellsTheTime(imported);
        onlyStoresTouchSql(imported);
        onlyListenersTouchMessaging(imported);
        everyOperationHasAnAccessRule(imported);
        slices().matching(basePackage + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(imported);
        noClasses()
                .should()
                .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Processor|DTO|Dto)")
                .check(imported);
    }

    /** Fails when the package of pure rules depends on more than {@code java.*}, itself and {@code allowed} packages. */
    public static void checkPure(String rulesPackage, String... allowed) {
        var imported = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(rulesPackage);
        var within = new ArrayList<>(List.of("java..", "org.jspecify..", rulesPackage + ".."));
        within.addAll(List.of(allowed));
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(within.toArray(String[]::new))
                .check(imported);
    }

    private static void onlyTheClockTellsTheTime(JavaClasses classes) {
        for (var type : List.of(
                Instant.class, LocalDate.class, LocalDateTime.class, OffsetDateTime.class, ZonedDateTime.class)) {
            noClasses()
                    .should()
                    .callMethod(type, "now")
                    .because("the one clock is SuiteClock")
                    .check(classes);
        }
        noClasses()
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .because("the one clock is SuiteClock")
                .check(classes);
    }

    private static void onlyStoresTouchSql(JavaClasses classes) {
        noClasses()
                .that()
                .haveNameNotMatching(".*Store(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jdbi..", "java.sql..", "javax.sql..")
                .because("SQL lives in *Store")
                .check(classes);
    }

    private static void onlyListenersTouchMessaging(JavaClasses classes) {
        noClasses()
                .that()
                .haveNameNotMatching(".*(Listener|Events)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..",
                        "org.eclipse.microprofile.reactive.messaging..",
                        "io.smallrye.reactive.messaging..")
                .because("messaging lives in *Listener and *Events")
                .check(classes);
    }

    private static void everyOperationHasAnAccessRule(JavaClasses classes) {
        methods()
                .that()
                .areMetaAnnotatedWith(HttpMethod.class)
                .should()
                .beAnnotatedWith(RolesAllowed.class)
                .orShould()
                .beAnnotatedWith(PermitAll.class)
                .allowEmptyShould(true)
                .check(classes);
    }
}
