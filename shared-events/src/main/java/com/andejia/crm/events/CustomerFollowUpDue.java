package com.andejia.crm.events;

/**
 * Nobody has been in touch with a customer for too long; told once per silence.
 *
 * @param customerNo the number people use, {@code CUS} and 11 digits
 * @param days of silence
 */
@WireName("crm.customer.follow-up-due.v1")
public record CustomerFollowUpDue(
        String customerId, String customerNo, String customerName, Person assignedTo, int days)
        implements CustomerEvent {}
