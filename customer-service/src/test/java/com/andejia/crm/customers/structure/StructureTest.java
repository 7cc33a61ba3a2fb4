package com.andejia.crm.customers.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.customers.CustomerServiceApplication;
import com.andejia.crm.customers.structure.violations.other.Violations;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.modulith.core.ApplicationModules;

/** The structure that the documents speak of, and proof that each rule would notice its violation. */
class StructureTest {
    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("com.andejia.crm.customers");

    private static final JavaClasses VIOLATIONS =
            new ClassFileImporter().importPackages(Violations.class.getPackageName());

    @SuppressWarnings("unused") // named by @FieldSource
    private static final List<ArchRule> RULES = StructureRules.ALL;

    @ParameterizedTest
    @FieldSource("RULES")
    void theServiceKeepsTheRule(ArchRule rule) {
        rule.check(SERVICE);
    }

    @ParameterizedTest
    @FieldSource("RULES")
    void theRuleNoticesAViolation(ArchRule rule) {
        EvaluationResult result = rule.evaluate(VIOLATIONS);

        assertThat(result.hasViolation()).as(rule.getDescription()).isTrue();
    }

    @Test
    void modulesUseEachOtherThroughTheirTopPackagesAndWithoutCircles() {
        ApplicationModules modules = ApplicationModules.of(CustomerServiceApplication.class);

        modules.verify();
        assertThat(modules.stream().map(module -> module.getIdentifier().toString()))
                .containsExactlyInAnyOrder(
                        "api",
                        "customer",
                        "followup",
                        "importing",
                        "mongo",
                        "outbox",
                        "pool",
                        "ratelimit",
                        "schedule",
                        "staff",
                        "startup",
                        "timeline",
                        "upkeep");
    }
}
