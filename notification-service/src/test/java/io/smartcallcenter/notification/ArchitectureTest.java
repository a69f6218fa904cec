package io.smartcallcenter.notification;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.smartcallcenter.notification.live.LiveState;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private final JavaClasses service = new ClassFileImporter()
            .importUrl(LiveState.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void theLiveStateIsPlainJava() {
        classes()
                .that()
                .resideInAPackage("..notification.live..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "io.smartcallcenter.events", "io.smartcallcenter.notification.live")
                .check(service);
    }

    @Test
    void theChannelsArePlainJava() {
        classes()
                .that()
                .resideInAPackage("..notification.channel..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "io.smartcallcenter.events",
                        "io.smartcallcenter.notification.live",
                        "io.smartcallcenter.notification.channel")
                .check(service);
    }

    @Test
    void theRulesOfAlertsArePlainJava() {
        classes()
                .that()
                .resideInAPackage("..notification.alert")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "io.smartcallcenter.events", "io.smartcallcenter.notification.alert")
                .check(service);
    }

    @Test
    void theFeedKnowsNeitherKafkaNorTheWeb() {
        noClasses()
                .that()
                .resideInAPackage("..notification.feed..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.quarkus..",
                        "io.vertx..",
                        "org.apache.kafka..",
                        "..notification.log..",
                        "..notification.ws..")
                .check(service);
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
                        "io.smartcallcenter.cdr..",
                        "io.smartcallcenter.virtual..",
                        "io.smartcallcenter.stack..")
                .check(service);
    }
}
