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
                        "org.jboss.logging..")
                .check(project);
    }
}
