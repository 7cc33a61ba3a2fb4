package com.andejia.crm.customers.outbox;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The topics this service writes to.
 *
 * @param create false where someone else creates them
 * @param partitions of a topic that is created; an existing one is never changed, since that would break order
 */
@ConfigurationProperties("crm.topics")
record TopicProperties(boolean create, int partitions) {}
