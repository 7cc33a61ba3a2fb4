package com.andejia.crm.notifications.api;

/** Which pages of a list may be asked for. */
public final class Paging {
    static final int MAX_PAGE_SIZE = 100;
    static final int MAX_PAGE = 100_000;

    private Paging() {}

    /**
     * Checks both.
     *
     * @throws InvalidRequest naming the parameter that is out of range
     */
    public static void requireInRange(int page, int pageSize) {
        if (page < 1 || page > MAX_PAGE) {
            throw new InvalidRequest("page", "应在 1 到 " + MAX_PAGE + " 之间");
        }
        if (pageSize < 1 || pageSize > MAX_PAGE_SIZE) {
            throw new InvalidRequest("pageSize", "应在 1 到 " + MAX_PAGE_SIZE + " 之间");
        }
    }
}
