package com.andejia.crm.customers.customer;

import com.andejia.crm.customers.staff.Actor;

/**
 * A request that may be made again and must then be answered again.
 *
 * @param key the client's, within their own keys
 * @param bodyHash tells whether it is the same request
 */
public record Idempotency(String key, String bodyHash) {
    public static Idempotency of(Actor actor, String clientKey, String bodyHash) {
        return new Idempotency(actor.id() + ":" + clientKey, bodyHash);
    }
}
