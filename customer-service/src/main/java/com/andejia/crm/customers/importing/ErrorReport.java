package com.andejia.crm.customers.importing;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;

/** Why rows have not become customers, as a CSV file that a spreadsheet opens without running what rows say. */
@Service
public class ErrorReport {
    private static final String BYTE_ORDER_MARK = "\uFEFF"; // without it, Excel takes UTF-8 for something else
    private static final String FORMULAS = "=+-@\t\r";
    private static final int LINES_AT_ONCE = 100;

    private final ImportRows rows;

    ErrorReport(ImportRows rows) {
        this.rows = rows;
    }

    public Flux<String> of(String operationId) {
        return Flux.concat(
                Flux.just(BYTE_ORDER_MARK + lines(List.of(List.of("行号", "客户姓名", "字段", "原因")))),
                rows.errors(operationId)
                        .map(ErrorReport::line)
                        .buffer(LINES_AT_ONCE)
                        .map(ErrorReport::lines));
    }

    private static List<String> line(RowError error) {
        return Stream.of(String.valueOf(error.row()), error.name(), error.field(), error.message())
                .map(ErrorReport::harmless)
                .toList();
    }

    /** A spreadsheet takes a cell that begins so for a formula; an apostrophe makes it a text. */
    private static String harmless(String cell) {
        return !cell.isEmpty() && FORMULAS.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
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
