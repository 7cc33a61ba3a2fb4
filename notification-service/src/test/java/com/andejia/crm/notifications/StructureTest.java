package com.andejia.crm.notifications;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.andejia.crm.violations.scenario.MisplacedCode;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.web.bind.annotation.RestController;

/** The boundaries, enforced; and each rule shown to be able to fail. */
class StructureTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("com.andejia.crm.notifications");
    private static final JavaClasses VIOLATIONS = new ClassFileImporter()
            .importClasses(
                    MisplacedCode.class, MisplacedCode.Kafka.class, MisplacedCode.Mongo.class, MisplacedCode.Web.class);

    private static final DescribedPredicate<JavaCall<?>> BLOCKING = DescribedPredicate.describe(
            "a Reactor block()",
            call -> call.getTargetOwner().getPackageName().startsWith("reactor.core.publisher")
                    && call.getName().startsWith("block"));

    @SuppressWarnings("unused") // named by @FieldSource
    private static final List<ArchRule> RULES = List.of(
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "..intake..",
                            "..feed",
                            "..live..",
                            "..record..",
                            "..deadletter..",
                            "..redrive",
                            "..replay",
                            "..pipeline",
                            "..report",
                            "..reminder",
                            "..statistics",
                            "..staff..",
                            "..topic..",
                            "..announcement..",
                            "..api..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka.."),
            noClasses()
                    .that()
                    .resideOutsideOfPackages("..mongo..", "..api..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("com.mongodb..", "org.bson..", "org.springframework.data.mongodb.."),
            noClasses().that().haveSimpleNameNotEndingWith("Listener").should(callMethodWhere(BLOCKING)),
            classes().that().areAnnotatedWith(RestController.class).should().notBePublic(),
            noClasses()
                    .should()
                    .dependOnClassesThat(resideInAPackage("com.fasterxml.jackson.databind..")
                            .as("the Jackson that Boot 4 has left behind")));

    @Test
    void modulesKnowOnlyWhatOthersOffer() {
        ApplicationModules.of(NotificationServiceApplication.class).verify();
    }

    @Test
    void thereIsCodeForTheRulesToLookAt() {
        assertThat(OURS).hasSizeGreaterThan(40);
    }

    @ParameterizedTest
    @FieldSource("RULES")
    void ourCodeKeepsTheRule(ArchRule rule) {
        rule.check(OURS);
    }

    @ParameterizedTest
    @FieldSource("RULES")
    void codeThatBreaksTheRuleIsFound(ArchRule rule) {
        assertThatThrownBy(() -> rule.check(VIOLATIONS)).isInstanceOf(AssertionError.class);
    }
}
