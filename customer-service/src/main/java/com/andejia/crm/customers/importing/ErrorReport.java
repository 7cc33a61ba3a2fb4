package com.andejia.crm.customers.importing;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;

/** Why rows have not become customers, as a CSV file for a spreadsheet: nothing in it is what rows say, so no formula either. */
@Service
public class ErrorReport {
    private static final String BYTE_ORDER_MARK = "\uFEFF"; // without it, Excel takes UTF-8 for something else
    private static final int LINES_AT_ONCE = 100;

    private final ImportRows rows;

    ErrorReport(ImportRows rows) {
        this.rows = rows;
    }

    public Flux<String> of(String operationId) {
        return Flux.concat(
                Flux.just(BYTE_ORDER_MARK + lines(List.of(List.of("行号", "字段", "原因")))),
                rows.errors(operationId)
                        .map(ErrorReport::line)
                        .buffer(LINES_AT_ONCE)
                        .map(ErrorReport::lines));
    }

    private static List<String> line(RowError error) {
        return List.of(String.valueOf(error.row()), error.field(), error.message());
    }

    private static String lines(List<List<String>> lines) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            lines.forEach(csv::writeRecord);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
