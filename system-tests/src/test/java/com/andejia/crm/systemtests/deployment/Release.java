package com.andejia.crm.systemtests.deployment;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Both services are deployed in the version that is built here: one may not be ahead of the other. */
final class Release implements Rule {
    private static final Pattern VERSION =
            Pattern.compile("(?s)<artifactId>crm-notifications</artifactId>\\s*<version>([^<]+)<");

    static String version() {
        Matcher pom = VERSION.matcher(Trees.text(Path.of("../pom.xml")));
        if (!pom.find()) {
            throw new AssertionError("no version in the pom");
        }
        return pom.group(1);
    }

    @Override
    public Stream<String> complaints(Manifests manifests) {
        return ServiceFacts.BOTH.stream().flatMap(service -> {
            String image = manifests
                    .get("Deployment", service.name())
                    .at("/spec/template/spec/containers/0/image")
                    .asString("");
            return complaints(service.name(), image);
        });
    }

    static Stream<String> complaints(String service, String image) {
        return image.endsWith("crm/" + service + ":" + version())
                ? Stream.empty()
                : Stream.of(service + " is deployed from " + image);
    }
}
