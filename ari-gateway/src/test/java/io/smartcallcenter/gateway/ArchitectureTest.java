package io.smartcallcenter.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Plain tests on purpose: Surefire reports the fields of ArchUnit's own engine as no test at all. */
class ArchitectureTest {

    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.smartcallcenter.gateway");

    @Test
    void theNormalizerIsPlainJava() {
        classes()
                .that()
                .resideInAPackage("..gateway.normalize..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java.lang..",
                        "java.math..",
                        "java.time..",
                        "java.util",
                        "java.util.function..",
                        "java.util.stream..",
                        "io.smartcallcenter.events..",
                        "..gateway.normalize..")
                .check(SERVICE);
    }

    @Test
    void theInterpreterOfServiceFlowsIsPlainJava() {
        classes()
                .that()
                .resideInAPackage("..gateway.flow..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java.lang..",
                        "java.util",
                        "java.util.stream..",
                        "io.smartcallcenter.events..",
                        "..gateway.flow..")
                .check(SERVICE);
    }

    @Test
    void theNormalizerAsksNoClock() {
        noClasses()
                .that()
                .resideInAPackage("..gateway.normalize..")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.time.Clock.class)
                .check(SERVICE);
    }

    @Test
    void noOtherServiceIsImported() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.smartcallcenter.routing..",
                        "io.smartcallcenter.kpi..",
                        "io.smartcallcenter.cdr..",
                        "io.smartcallcenter.notification..",
                        "io.smartcallcenter.virtual..",
                        "io.smartcallcenter.stack..")
                .check(SERVICE);
    }
}
