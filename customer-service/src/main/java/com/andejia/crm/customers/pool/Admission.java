package com.andejia.crm.customers.pool;

import com.andejia.crm.events.Person;
import java.time.Instant;

/**
 * Somebody may claim a customer in the state it then had.
 *
 * @param number of this person's admissions: 1, 2, 3 …; whoever knows the last one can ask for the next
 * @param version the only one in which the customer may be claimed by this admission
 * @param settled whether it is known what became of it
 */
public record Admission(Person claimer, long number, String customerId, long version, Instant since, boolean settled) {}
