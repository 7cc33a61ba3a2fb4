package com.andejia.crm.notifications.template;

import java.util.Optional;
import java.util.Set;

/** Knows what a text may mention. */
public interface TemplateVariables {

    /** The names of all variables that a notification of the type brings; empty if none is known to bring any. */
    Optional<Set<String>> of(String type);
}
