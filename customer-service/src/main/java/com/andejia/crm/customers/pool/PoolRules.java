package com.andejia.crm.customers.pool;

import com.andejia.crm.customers.api.Refusal;
import com.andejia.crm.customers.api.Refusal.Kind;
import com.andejia.crm.customers.customer.Customer;
import reactor.core.publisher.Mono;

/** Which customers can be taken out of the pool. */
final class PoolRules {
    private PoolRules() {}

    /** The customer, or why not. */
    static Mono<Customer> takeable(Customer customer) {
        if (customer.owner() != null) {
            return Mono.error(notInPool());
        }
        return customer.care().frozen()
                ? Mono.error(Refusal.of(Kind.AGAINST_THE_RULES, "客户已冻结，不能从公海领取或分配"))
                : Mono.just(customer);
    }

    /** The same for those that are somebody's and those that never were: nobody learns here which there are. */
    static Refusal notInPool() {
        return Refusal.of(Kind.AGAINST_THE_RULES, "客户不在公海中，可能已被他人领取");
    }
}
