package com.andejia.crm.customers.importing;

import com.andejia.crm.customers.api.Refusal;
import com.andejia.crm.customers.api.Refusal.Kind;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;

/** The first sheet of a workbook that the guard has let through. */
final class XlsxTable implements Table {
    private static final Pattern DAYS = Pattern.compile("[0-9]{1,7}(\\.[0-9]+)?");
    private static final LocalDate EPOCH = LocalDate.of(1899, 12, 30);
    private static final LocalDate EPOCH_OF_1904 = LocalDate.of(1904, 1, 1);
    private static final int MOST_DIGITS = 50;

    private final ReadableWorkbook workbook;
    private final Stream<Row> sheet;
    private final Iterator<Row> rows;

    private XlsxTable(ReadableWorkbook workbook, Stream<Row> sheet) {
        this.workbook = workbook;
        this.sheet = sheet;
        rows = sheet.iterator();
    }

    static XlsxTable open(Path file) throws IOException {
        try {
            WorkbookGuard.check(file);
            return read(new ReadableWorkbook(file.toFile()));
        } catch (Refusal refusal) {
            throw refusal;
        } catch (IOException | RuntimeException e) {
            throw broken();
        }
    }

    private static XlsxTable read(ReadableWorkbook workbook) throws IOException {
        try {
            return new XlsxTable(workbook, workbook.getFirstSheet().openStream());
        } catch (IOException | RuntimeException e) {
            workbook.close();
            throw e;
        }
    }

    /** The library has no one exception for a broken file, and says nothing that is fit to be shown. */
    private static Refusal broken() {
        return Refusal.of(Kind.INVALID, "文件已损坏，或不是有效的 XLSX");
    }

    @Override
    public @Nullable Line next() {
        try {
            return rows.hasNext() ? line(rows.next()) : null;
        } catch (RuntimeException e) {
            throw broken();
        }
    }

    private static Line line(Row row) {
        List<String> cells = new ArrayList<>();
        row.forEach(cell -> cells.add(cell == null ? "" : text(cell)));
        return new Line(row.getRowNum(), cells);
    }

    /** Of a formula the formula, not what it came to when the file was saved. */
    private static String text(Cell cell) {
        if (cell.getFormula() != null) {
            return "=" + cell.getFormula();
        }
        if (cell.getValue() instanceof BigDecimal number && Math.abs(number.scale()) < MOST_DIGITS) {
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        }
        return cell.getText();
    }

    /** Spreadsheets count days. */
    @Override
    public String date(String cell) {
        if (!DAYS.matcher(cell).matches()) {
            return WrittenDates.iso(cell);
        }
        LocalDate epoch = workbook.isDate1904() ? EPOCH_OF_1904 : EPOCH;
        return epoch.plusDays(new BigDecimal(cell).longValue()).toString();
    }

    @Override
    public void close() throws IOException {
        sheet.close();
        workbook.close();
    }
}
