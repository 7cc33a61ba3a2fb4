package com.andejia.crm.events;

/**
 * A customer's personal data are gone, and whoever holds copies has to let them go.
 *
 * @param customerNo the number people use, {@code CUS} and 11 digits
 */
@WireName("crm.customer.erased.v1")
public record CustomerErased(String customerId, String customerNo, Person actor) implements CustomerEvent {}
