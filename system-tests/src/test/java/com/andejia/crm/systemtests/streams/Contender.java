package com.andejia.crm.systemtests.streams;

import com.andejia.crm.systemtests.measuring.Programs;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * One of those that are compared.
 *
 * @param packages what Debian calls that which it is made of
 * @param start with room for so many connections
 */
record Contender(String name, List<String> packages, BooleanSupplier isInstalled, IntFunction<StreamServer> start) {
    static List<Contender> all() {
        return List.of(
                new Contender("notification-service", List.of(), () -> true, OurService::new),
                new Contender(
                        "nchan, a channel per person", Nchan.PACKAGES, Nchan::isInstalled, Nchan::channelPerPerson),
                new Contender("nchan, one channel for all", Nchan.PACKAGES, Nchan::isInstalled, Nchan::oneChannel),
                new Contender("pushpin", Pushpin.PACKAGES, Pushpin::isInstalled, Pushpin::new));
    }

    String howToInstall() {
        return "apt-get install --no-install-recommends " + String.join(" ", packages);
    }

    /** Empty where it is not of Debian's packages. */
    String versions() {
        if (packages.isEmpty() || Programs.find("dpkg-query").isEmpty()) {
            return "";
        }
        Stream<String> question = Stream.concat(Stream.of("-W", "-f", "${Package} ${Version}, "), packages.stream());
        return Programs.output("dpkg-query", question.toArray(String[]::new)).replaceAll(",$", "");
    }
}
