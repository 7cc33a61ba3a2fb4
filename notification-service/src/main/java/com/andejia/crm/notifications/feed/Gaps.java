package com.andejia.crm.notifications.feed;

import com.andejia.crm.notifications.preference.PreferenceStore;
import com.andejia.crm.notifications.preference.Preferences;
import com.andejia.crm.notifications.preference.Preferences.Wish;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What is missing of what people were to be told, for whoever tells it again. */
@Component
public class Gaps {
    private final Notifications notifications;
    private final PreferenceStore preferences;

    Gaps(Notifications notifications, PreferenceStore preferences) {
        this.notifications = notifications;
        this.preferences = preferences;
    }

    /** How the store stands to a request. */
    public enum Standing {
        /** It would be shown, and is not there. */
        MISSING,
        /** It is there, alone or in a digest. */
        THERE,
        /** The person has switched its type off, or had when it came; or what it is about has been erased. */
        NOT_WANTED
    }

    /** In the order of the requests. */
    public Mono<List<Standing>> standing(List<NotificationRequest> requests) {
        Set<String> ids =
                requests.stream().map(NotificationRequest::notificationId).collect(Collectors.toSet());
        Set<String> people =
                requests.stream().map(NotificationRequest::recipient).collect(Collectors.toSet());
        Set<String> subjects =
                requests.stream().map(NotificationRequest::subject).collect(Collectors.toSet());
        return Mono.zip(notifications.present(ids), preferences.of(people), notifications.erased(subjects))
                .map(known -> requests.stream()
                        .map(it -> standing(it, known.getT1(), known.getT2(), known.getT3()))
                        .toList());
    }

    private static Standing standing(
            NotificationRequest request,
            Map<String, Entry> present,
            Map<String, Preferences> chosen,
            Set<String> erased) {
        Entry entry = present.get(request.notificationId());
        if (entry != null) {
            return entry instanceof Suppressed ? Standing.NOT_WANTED : Standing.THERE;
        }
        Preferences wishes = chosen.get(request.recipient());
        boolean off = wishes != null && wishes.wish(request.type()) == Wish.OFF;
        return off || erased.contains(request.subject()) ? Standing.NOT_WANTED : Standing.MISSING;
    }
}
