package com.andejia.crm.customers.customer;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody was in touch with a customer.
 *
 * @param type {@code phone}, {@code wechat}, {@code visit} or {@code other}
 * @param content what was said, up to 1000 characters
 * @param nextFollowUpDate when to be in touch again
 */
public record FollowUp(
        String type, String content, @Nullable LocalDate nextFollowUpDate) {}
