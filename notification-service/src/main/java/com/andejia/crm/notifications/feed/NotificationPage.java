package com.andejia.crm.notifications.feed;

import com.andejia.crm.notifications.live.StreamPosition;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list: a numbered one, counted from 1, or what follows a cursor, which is not counted.
 *
 * @param total how many there are on all pages
 * @param nextCursor where to go on; absent at the end
 * @param upTo the event id up to which the person's notifications were there when the first page was made
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NotificationPage(
        List<Notification> items,
        @Nullable Long total,
        @Nullable Integer page,
        int pageSize,
        @Nullable Long totalPages,
        @Nullable String nextCursor,
        @Nullable String upTo) {

    /** A page of what was found, which may be one more than it shows, so that it is known whether there are more. */
    public static NotificationPage numbered(List<Notification> found, long total, int page, int pageSize) {
        return new NotificationPage(
                shown(found, pageSize),
                total,
                page,
                pageSize,
                (total + pageSize - 1) / pageSize,
                next(found, pageSize),
                null);
    }

    /** The same, of what follows a cursor. */
    public static NotificationPage afterCursor(List<Notification> found, int pageSize) {
        return new NotificationPage(shown(found, pageSize), null, null, pageSize, null, next(found, pageSize), null);
    }

    NotificationPage reaching(StreamPosition position) {
        return new NotificationPage(items, total, page, pageSize, totalPages, nextCursor, position.toString());
    }

    private static List<Notification> shown(List<Notification> found, int pageSize) {
        return found.subList(0, Math.min(found.size(), pageSize));
    }

    private static @Nullable String next(List<Notification> found, int pageSize) {
        return found.size() <= pageSize
                ? null
                : NotificationCursor.behind(found.get(pageSize - 1)).encode();
    }
}
