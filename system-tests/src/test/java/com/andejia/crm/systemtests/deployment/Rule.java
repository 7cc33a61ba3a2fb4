package com.andejia.crm.systemtests.deployment;

import java.util.stream.Stream;

/** Something that has to hold of all manifests together. */
interface Rule {
    /** What is wrong, in words; nothing if all is well. */
    Stream<String> complaints(Manifests manifests);
}
