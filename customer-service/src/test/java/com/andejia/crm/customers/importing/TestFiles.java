package com.andejia.crm.customers.importing;

import com.andejia.crm.customers.CustomerBodies;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Files that people import, and files that nobody should send. */
public final class TestFiles {
    public static final List<String> HEADER = List.of("姓名", "手机号", "线索来源", "线索等级", "签约状态");

    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private TestFiles() {}

    /** A valid row, with a phone that nobody else has. */
    public static List<String> row(String name) {
        return row(name, CustomerBodies.phone());
    }

    public static List<String> row(String name, String phone) {
        return List.of(name, phone, "美团", "A类", "匹配中");
    }

    public static List<List<String>> rows(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> row("客户" + i)).toList();
    }

    public static String csv(List<String> header, List<List<String>> rows) {
        List<List<String>> lines = new ArrayList<>(List.of(header));
        lines.addAll(rows);
        return lines.stream().map(line -> String.join(",", line)).collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    public static byte[] csv(List<List<String>> rows) {
        return csv(HEADER, rows).getBytes(StandardCharsets.UTF_8);
    }

    /** As a spreadsheet writes it: texts in a table of their own, numbers as numbers. */
    public static byte[] xlsx(List<String> header, List<List<Object>> rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("客户");
            for (int column = 0; column < header.size(); column++) {
                sheet.value(0, column, header.get(column));
            }
            for (int row = 0; row < rows.size(); row++) {
                for (int column = 0; column < rows.get(row).size(); column++) {
                    write(sheet, row + 1, column, rows.get(row).get(column));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(Worksheet sheet, int row, int column, Object value) {
        if (value instanceof Number number) {
            sheet.value(row, column, number);
        } else if (value instanceof LocalDate date) {
            sheet.value(row, column, date);
            sheet.style(row, column).format("yyyy-mm-dd").set();
        } else if (value.toString().startsWith("=")) {
            sheet.formula(row, column, value.toString().substring(1));
        } else {
            sheet.value(row, column, value.toString());
        }
    }

    public static byte[] xlsx(List<List<String>> rows) {
        return xlsx(HEADER, rows.stream().map(row -> List.<Object>copyOf(row)).toList());
    }

    /** A workbook with just this in its sheet. */
    public static byte[] workbook(String sheet) {
        return workbook(sheet, null);
    }

    /** With this table of texts, unless it is null. */
    public static byte[] workbook(String sheet, String texts) {
        Map<String, byte[]> parts = new LinkedHashMap<>(skeleton(texts != null));
        parts.put("xl/worksheets/sheet1.xml", utf8(sheet));
        if (texts != null) {
            parts.put("xl/sharedStrings.xml", utf8(texts));
        }
        return zip(parts);
    }

    public static Map<String, byte[]> skeleton(boolean hasTexts) {
        String types = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put(
                "[Content_Types].xml",
                utf8("<Types><Override PartName='/xl/workbook.xml' ContentType='" + types + "sheet.main+xml'/>"
                        + (hasTexts
                                ? "<Override PartName='/xl/sharedStrings.xml' ContentType='" + types
                                        + "sharedStrings+xml'/>"
                                : "")
                        + "</Types>"));
        parts.put(
                "xl/workbook.xml",
                utf8("<workbook xmlns='" + MAIN + "' xmlns:r='" + RELATIONS
                        + "'><sheets><sheet name='a' sheetId='1' r:id='r1'/></sheets></workbook>"));
        parts.put(
                "xl/_rels/workbook.xml.rels",
                utf8("<Relationships><Relationship Id='r1' Target='worksheets/sheet1.xml'/></Relationships>"));
        return parts;
    }

    public static String sheet(String rows) {
        return "<worksheet xmlns='" + MAIN + "'><sheetData>" + rows + "</sheetData></worksheet>";
    }

    /** The header and one valid row in inline texts, and behind them whatever else. */
    public static String validRowsAnd(String more) {
        return sheet(inline(HEADER) + inline(row("客户")) + more);
    }

    private static String inline(List<String> cells) {
        return cells.stream()
                .map(cell -> "<c t='inlineStr'><is><t>" + cell + "</t></is></c>")
                .collect(Collectors.joining("", "<row>", "</row>"));
    }

    public static byte[] zip(Map<String, byte[]> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
