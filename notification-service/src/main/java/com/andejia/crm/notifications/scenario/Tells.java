package com.andejia.crm.notifications.scenario;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** When somebody is told something, in words, as the README's table has them: of a scenario, or of what no event causes. */
@Target({ElementType.TYPE, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Tells {
    String when();

    String whom();
}
