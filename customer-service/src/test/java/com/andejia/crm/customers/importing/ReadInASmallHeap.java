package com.andejia.crm.customers.importing;

import com.andejia.crm.customers.api.Fields;
import com.andejia.crm.customers.customer.CustomerDetails;
import com.andejia.crm.customers.customer.NewCustomer;
import java.nio.file.Path;
import java.time.Clock;

/** Reads a file as an import does, in a JVM of its own; prints how many rows it has found. */
final class ReadInASmallHeap {
    private ReadInASmallHeap() {}

    public static void main(String[] arguments) {
        Path file = Path.of(arguments[0]);
        CustomerImport customerImport =
                new CustomerImport(null, null, new RowRules(ReadInASmallHeap::customer), Clock.systemUTC());
        long rows = customerImport
                .read(new ImportFile(file.getFileName().toString(), file))
                .filter(RowOutcome.ToEnter.class::isInstance)
                .buffer(CustomerImport.CHUNK)
                .index((number, outcomes) -> Chunk.of("operation", number, outcomes))
                .map(Chunk::size)
                .reduce(0L, Long::sum)
                .block();
        customerImport.destroy();
        System.out.println(rows);
    }

    /** What the rules of the service need of the other parts of it is not what is measured. */
    private static NewCustomer customer(Fields fields) {
        for (Column column : Column.values()) {
            if (column.kind() == Column.Kind.INTEGER) {
                fields.integer(column.field(), 0, 50_000);
            } else {
                fields.text(column.field(), 1_000);
            }
        }
        return new NewCustomer(
                new CustomerDetails(
                        "", null, null, "", "", "", null, null, null, null, null, null, null, null, null, null, null,
                        null, null, null),
                null,
                null);
    }
}
