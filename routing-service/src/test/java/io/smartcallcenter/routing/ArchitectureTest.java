package io.smartcallcenter.routing;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Plain tests on purpose: Surefire reports the fields of ArchUnit's own engine as no test at all. */
class ArchitectureTest {

    private static final String[] DOMAIN = {
        "io.smartcallcenter.routing.calendar",
        "io.smartcallcenter.routing.callers",
        "io.smartcallcenter.routing.decide",
        "io.smartcallcenter.routing.numberplan",
        "io.smartcallcenter.routing.operators",
        "io.smartcallcenter.routing.queues",
        "io.smartcallcenter.routing.rules"
    };

    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.smartcallcenter.routing");

    @Test
    void theDomainIsPlainJava() {
        classes()
                .that()
                .resideInAnyPackage(DOMAIN)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(DOMAIN)
                        .or(resideInAnyPackage(
                                "java..", "io.smartcallcenter.events..", "io.smartcallcenter.defaults.number..")))
                .check(SERVICE);
    }

    @Test
    void noOtherServiceIsImported() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.smartcallcenter.gateway..",
                        "io.smartcallcenter.kpi..",
                        "io.smartcallcenter.cdr..",
                        "io.smartcallcenter.notification..",
                        "io.smartcallcenter.virtual..",
                        "io.smartcallcenter.stack..")
                .check(SERVICE);
    }
}
