package com.andejia.crm.customers.structure;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

final class StructureRules {
    private static final Set<String> BLOCKING =
            Set.of("block", "blockOptional", "blockFirst", "blockLast", "toIterable", "toStream");

    private static final DescribedPredicate<JavaAccess<?>> WAITING_FOR_A_PUBLISHER =
            DescribedPredicate.describe("waiting for a publisher", StructureRules::blocks);

    static final List<ArchRule> ALL = List.of(
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..outbox..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..")
                    .as("Kafka is known in the outbox only"),
            noClasses()
                    .that()
                    .resideOutsideOfPackages("..mongo..", "..outbox..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("com.mongodb..", "org.bson..", "org.springframework.data..")
                    .as("MongoDB is known in the mongo packages and the outbox only"),
            noClasses()
                    .that()
                    .doNotHaveSimpleName("StartupSequence")
                    .should()
                    .accessTargetWhere(WAITING_FOR_A_PUBLISHER)
                    .as("nobody blocks but the start-up"),
            classes()
                    .that()
                    .areAnnotatedWith(RestController.class)
                    .should()
                    .bePackagePrivate()
                    .andShould()
                    .resideInAPackage("..web")
                    .as("controllers are package-private, in web packages"),
            noClasses()
                    .that()
                    .resideOutsideOfPackages("..web..", "..api..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.springframework.web..", "org.springframework.http..")
                    .as("HTTP is known in the web packages and the api only"));

    private StructureRules() {}

    private static boolean blocks(JavaAccess<?> access) {
        boolean isPublisher = access.getTargetOwner().isAssignableTo(Mono.class)
                || access.getTargetOwner().isAssignableTo(Flux.class);
        return isPublisher && BLOCKING.contains(access.getTarget().getName());
    }
}
