package com.andejia.crm.customers.importing;

import com.andejia.crm.customers.api.Refusal;
import com.andejia.crm.customers.api.Refusal.Kind;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A CSV file, of which no cell, no line and no number of columns is without bounds. */
final class CsvTable implements Table {
    private static final int BUFFER = 64 * 1024;
    private static final int LONGEST_LINE = 200_000;

    private final CloseableIterator<CsvRecord> records;
    private int line;

    private CsvTable(CloseableIterator<CsvRecord> records) {
        this.records = records;
    }

    static CsvTable open(Path file) throws IOException {
        BufferedReader text = Files.newBufferedReader(file, CsvEncoding.of(file));
        if (CsvEncoding.hasMark(file)) {
            text.read();
        }
        CsvRecordHandler limits = CsvRecordHandler.of(handler -> handler.maxFields(Limits.MOST_COLUMNS)
                .maxFieldSize(Limits.LONGEST_CELL)
                .maxRecordSize(LONGEST_LINE));
        return new CsvTable(CsvReader.builder()
                .skipEmptyLines(false) // they count: a spreadsheet shows them
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(BUFFER)
                .build(limits, text)
                .iterator());
    }

    @Override
    public @Nullable Line next() {
        line++;
        try {
            return records.hasNext() ? new Line(line, records.next().getFields()) : null;
        } catch (CsvParseException e) {
            // Without what it says, which may quote what it read.
            throw Refusal.of(
                    Kind.INVALID,
                    "第 %d 行无法解析：引号不成对，或单元格超过 %d 个字符，或超过 %d 列"
                            .formatted(line, Limits.LONGEST_CELL, Limits.MOST_COLUMNS));
        }
    }

    @Override
    public String date(String cell) {
        return WrittenDates.iso(cell);
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
