package com.andejia.crm.notifications.scenario;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A scenario in words, as the README's table has them. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface Tells {
    String when();

    String whom();
}
