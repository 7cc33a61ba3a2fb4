package com.andejia.crm.notifications.intake;

import com.andejia.crm.notifications.feed.NotificationRequest;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A part of an audience that is too large to be told at once. Travels on {@link #TOPIC} with what it is about as the key, so
 * that the portions of one announcement are worked off one by one, and a crash loses the place of no more than one.
 *
 * @param request as it is for the first of them
 */
public record Portion(NotificationRequest request, List<String> recipients) {
    public static final String TOPIC = "crm.notification.portions";

    /** All of the audience, so many at a time. */
    static Stream<Portion> of(List<String> audience, int size, NotificationRequest request) {
        return IntStream.iterate(0, from -> from < audience.size(), from -> from + size)
                .mapToObj(from -> audience.subList(from, Math.min(from + size, audience.size())))
                .map(recipients -> new Portion(request.to(recipients.get(0)), recipients));
    }

    Stream<NotificationRequest> requests() {
        return recipients.stream().map(request::to);
    }
}
