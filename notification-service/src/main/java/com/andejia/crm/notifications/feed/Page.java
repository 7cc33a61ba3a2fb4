package com.andejia.crm.notifications.feed;

import java.util.List;

/**
 * One page of a list.
 *
 * @param total how many there are on all pages
 * @param page this one's number, from 1
 */
public record Page<T>(List<T> items, long total, int page, int pageSize) {
    public long getTotalPages() {
        return (total + pageSize - 1) / pageSize;
    }
}
