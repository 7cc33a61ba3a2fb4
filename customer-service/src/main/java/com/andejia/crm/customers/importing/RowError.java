package com.andejia.crm.customers.importing;

/**
 * Why a row has not become a customer. It names the row and nobody: it is kept for weeks, and no erasure reaches it. Who stands
 * there, whoever has the file can see.
 *
 * @param row its number, as a spreadsheet shows it
 * @param field empty if it is none in particular
 * @param message never what stands in the field
 */
public record RowError(int row, String field, String message) {}
