package io.smartcallcenter.cdr;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.smartcallcenter.cdr");

    @Test
    void theDomainIsPlainJava() {
        classes()
                .that()
                .resideInAPackage("..cdr.reconcile..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "..cdr.reconcile..")
                .check(SERVICE);
    }

    @Test
    void noOtherServiceIsImported() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.smartcallcenter.gateway..",
                        "io.smartcallcenter.routing..",
                        "io.smartcallcenter.kpi..",
                        "io.smartcallcenter.notification..",
                        "io.smartcallcenter.virtual..",
                        "io.smartcallcenter.stack..")
                .check(SERVICE);
    }
}
