package io.smartcallcenter.kpi;

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
            .importPackages("io.smartcallcenter.kpi");

    private static final String[] DOMAIN = {
        "..kpi.document..",
        "..kpi.entry..",
        "..kpi.offer..",
        "..kpi.operator..",
        "..kpi.gap..",
        "..kpi.node..",
        "..kpi.metrics..",
        "..kpi.rollup..",
        "..kpi.query..",
        "..kpi.call..",
        "..kpi.presence.."
    };

    @Test
    void theDomainIsPlainJava() {
        classes()
                .that()
                .resideInAnyPackage(DOMAIN)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "io.smartcallcenter.events",
                        "..kpi.call..",
                        "..kpi.document..",
                        "..kpi.entry..",
                        "..kpi.offer..",
                        "..kpi.operator..",
                        "..kpi.gap..",
                        "..kpi.node..",
                        "..kpi.node..",
                        "..kpi.metrics..",
                        "..kpi.rollup..",
                        "..kpi.query..",
                        "..kpi.presence..",
                        "io.smallrye.mutiny")
                .check(SERVICE);
    }

    @Test
    void onlyTheStoreKnowsTheDatabase() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..kpi.store..", "..kpi.ingest..", "..kpi.api..", "io.smartcallcenter.kpi")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.mongodb..", "org.bson..")
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
                        "io.smartcallcenter.cdr..",
                        "io.smartcallcenter.notification..",
                        "io.smartcallcenter.virtual..",
                        "io.smartcallcenter.stack..")
                .check(SERVICE);
    }
}
