package io.smartcallcenter.virtual;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String[] MODEL = {
        "..virtual.clock..",
        "..virtual.astdb..",
        "..virtual.pbx..",
        "..virtual.channel..",
        "..virtual.bridge..",
        "..virtual.device..",
        "..virtual.phone..",
        "..virtual.queue..",
        "..virtual.dialplan.."
    };

    private final JavaClasses project = new ClassFileImporter()
            .importUrl(
                    VirtualAsterisk.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void thePbxIsPlainJava() {
        noClasses()
                .that()
                .resideInAnyPackage(MODEL)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..", "org.jboss..", "java.sql..", "com.fasterxml..")
                .check(project);
    }

    @Test
    void thePbxKnowsNeitherLinksNorLogs() {
        noClasses()
                .that()
                .resideInAnyPackage(MODEL)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..virtual.ari..",
                        "..virtual.ami..",
                        "..virtual.cdr..",
                        "..virtual.queuelog..",
                        "..virtual.scenario..")
                .check(project);
    }

    @Test
    void noServiceIsImported() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "io.smartcallcenter.virtual..",
                        "io.vertx..",
                        "io.netty.channel..",
                        "com.fasterxml.jackson..",
                        "org.jboss.logging..")
                .check(project);
    }

    @Test
    void onlyTheReaderOfScenariosKnowsYaml() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..scenario.script.file..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.fasterxml..", "org.yaml..")
                .check(project);
    }

    @Test
    void aScenarioKnowsNoWire() {
        noClasses()
                .that()
                .resideInAnyPackage("..virtual.scenario..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..", "..virtual.ari..", "..virtual.ami..", "..virtual.control..")
                .check(project);
    }
}
