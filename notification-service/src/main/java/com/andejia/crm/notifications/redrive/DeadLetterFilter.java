package com.andejia.crm.notifications.redrive;

import com.andejia.crm.notifications.redrive.DeadLetter.State;
import org.jspecify.annotations.Nullable;

/** Which of them; null leaves that side open. */
public record DeadLetterFilter(
        @Nullable State state,
        @Nullable String topic,
        @Nullable String eventType) {}
