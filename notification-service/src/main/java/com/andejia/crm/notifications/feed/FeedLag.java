package com.andejia.crm.notifications.feed;

/** How far the feed is behind. */
@FunctionalInterface
public interface FeedLag {

    /** How many requests it has yet to write, in all partitions and on all replicas together: what one more might wait for. */
    long requests();
}
