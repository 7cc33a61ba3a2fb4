package com.andejia.crm.customers.importing;

import com.andejia.crm.customers.api.Refusal;
import com.andejia.crm.customers.api.Refusal.Kind;
import com.andejia.crm.customers.customer.CustomerRegistration;
import com.andejia.crm.customers.customer.Customers;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A row becomes a customer; once, however often it is tried. */
@Component
class RowEntry {
    private static final Logger log = LoggerFactory.getLogger(RowEntry.class);

    private final CustomerRegistration registration;
    private final Customers customers;
    private final RowRules rules;

    RowEntry(CustomerRegistration registration, Customers customers, RowRules rules) {
        this.registration = registration;
        this.customers = customers;
        this.rules = rules;
    }

    /** Fails only if it may succeed when tried again. */
    Mono<RowOutcome> enter(ImportOperation operation, ImportRow row) {
        String id = RowIds.of(operation.id(), row.number());
        return Mono.fromSupplier(() -> rules.customer(row))
                .flatMap(form -> registration.register(operation.actor(), form, id, operation.inEvents()))
                .<RowOutcome>map(customer -> new RowOutcome.Created())
                .onErrorResume(
                        failure -> isPassing(failure) ? Mono.error(failure) : refused(operation, row, id, failure));
    }

    private static boolean isPassing(Throwable failure) {
        return failure instanceof DataAccessException
                || failure instanceof TimeoutException
                || failure instanceof RejectedExecutionException;
    }

    /** What refuses a row may be the customer that it became before a crash. */
    private Mono<RowOutcome> refused(ImportOperation operation, ImportRow row, String id, Throwable failure) {
        return customers
                .find(id, operation.actor())
                .<RowOutcome>map(customer -> new RowOutcome.Created())
                .switchIfEmpty(Mono.fromSupplier(() -> outcome(operation, row, failure)));
    }

    private static RowOutcome outcome(ImportOperation operation, ImportRow row, Throwable failure) {
        if (!(failure instanceof Refusal refusal)) {
            log.error("row {} of import {} failed", row.number(), operation.id(), failure);
            return new RowOutcome.Failed(RowRules.errors(row, Refusal.of(Kind.FAILED, "系统错误，该行未导入，请联系管理员")));
        }
        var errors = RowRules.errors(row, refusal);
        return refusal.kind() == Kind.CONFLICT
                ? new RowOutcome.Duplicate(errors.get(0))
                : new RowOutcome.Failed(errors);
    }
}
