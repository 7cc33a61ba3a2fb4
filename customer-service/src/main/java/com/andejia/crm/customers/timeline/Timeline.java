package com.andejia.crm.customers.timeline;

import com.andejia.crm.customers.api.Page;
import com.andejia.crm.customers.api.Refusal;
import com.andejia.crm.customers.api.Refusal.Kind;
import com.andejia.crm.customers.customer.Customer;
import com.andejia.crm.customers.customer.Customers;
import com.andejia.crm.customers.customer.HistoryEntry;
import com.andejia.crm.customers.staff.Actor;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** The history of one customer in pages: each version is one entry, so that pages are found by counting and never shift. */
@Service
public class Timeline {
    private final Customers customers;

    Timeline(Customers customers) {
        this.customers = customers;
    }

    /** Newest first. */
    public Mono<Page<HistoryEntry>> of(Actor actor, String idOrNumber, int page, int pageSize) {
        return customers
                .find(idOrNumber, actor)
                .switchIfEmpty(Mono.error(() -> Refusal.of(Kind.NOT_FOUND, "客户不存在")))
                .flatMap(customer -> page(customer, page, pageSize));
    }

    private Mono<Page<HistoryEntry>> page(Customer customer, int page, int pageSize) {
        long last = customer.version() - (page - 1L) * pageSize;
        return customers
                .history(customer.id(), last - pageSize + 1, last)
                .collectList()
                .map(entries -> Page.of(entries, customer.version(), page, pageSize));
    }
}
