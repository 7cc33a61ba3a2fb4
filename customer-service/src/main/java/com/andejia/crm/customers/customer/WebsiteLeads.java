package com.andejia.crm.customers.customer;

import com.andejia.crm.events.Person;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** A visitor of the agency's website asks to be called: a customer of nobody, for managers to give to somebody. */
@Service
public class WebsiteLeads {
    /** As lead source, and as who entered it. */
    public static final String WEBSITE = "官网";

    private static final Logger log = LoggerFactory.getLogger(WebsiteLeads.class);
    private static final Person VISITOR = new Person("website", WEBSITE);

    private final CustomerRegistration registration;

    WebsiteLeads(CustomerRegistration registration) {
        this.registration = registration;
    }

    /** Ends the same whether or not the agency knows them already: a stranger must not learn who is a customer. */
    public Mono<Void> enter(CustomerDetails details) {
        return registration
                .registerUnowned(VISITOR, details, "官网线索")
                .doOnNext(customer -> log.info("customer {} came in over the website", customer.id()))
                .onErrorResume(DuplicateCustomer.class, known -> {
                    log.info("a lead from the website is a customer already, nothing added");
                    return Mono.empty();
                })
                .then();
    }
}
