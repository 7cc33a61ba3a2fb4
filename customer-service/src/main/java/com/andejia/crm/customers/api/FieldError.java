package com.andejia.crm.customers.api;

/** What is wrong with one field, fit to show beside it. */
public record FieldError(String field, String message) {}
