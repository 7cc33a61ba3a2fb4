package com.andejia.crm.customers.importing;

import com.andejia.crm.customers.customer.CustomerEnums;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.springframework.stereotype.Component;

/** A file to fill in: the columns, an example, and which values there are. */
@Component
public class ImportTemplate {
    private static final String BYTE_ORDER_MARK = "\uFEFF"; // without it, Excel takes UTF-8 for something else
    private static final double WIDTH = 16;

    private final CustomerEnums enums;

    ImportTemplate(CustomerEnums enums) {
        this.enums = enums;
    }

    /** Its hints stand before the header, where an import skips them. */
    public byte[] csv() {
        StringWriter text = new StringWriter().append(BYTE_ORDER_MARK);
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            hints().forEach(hint -> csv.writeRecord("# " + hint));
            csv.writeRecord(columns().map(ImportTemplate::heading).toList());
            csv.writeRecord(columns().map(Column::example).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Its hints are a second sheet, to which the lists in the first one refer. */
    public byte[] xlsx() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "crm", "1.0")) {
            Worksheet customers = workbook.newWorksheet("客户");
            Worksheet values = workbook.newWorksheet("填写说明");
            int index = 0;
            for (Column column : Column.values()) {
                write(column, index++, customers, values);
            }
            customers.freezePane(0, 1);
            List<String> hints = hints();
            for (int i = 0; i < hints.size(); i++) {
                values.value(i, Column.values().length, hints.get(i));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void write(Column column, int index, Worksheet customers, Worksheet values) {
        customers.value(0, index, heading(column));
        customers.style(0, index).bold().set();
        customers.width(index, WIDTH);
        customers.value(1, index, column.example());
        List<String> allowed = column.values(enums);
        values.value(0, index, column.title());
        for (int i = 0; i < allowed.size(); i++) {
            values.value(i + 1, index, allowed.get(i));
        }
        if (!allowed.isEmpty()) {
            customers
                    .range(1, index, RowStream.MOST_ROWS, index)
                    .validateWithList(values.range(1, index, allowed.size(), index));
        }
    }

    private List<String> hints() {
        List<String> hints = new ArrayList<>(List.of(
                "带 * 的列必填；手机号和微信号至少填写一个；一次最多 " + RowStream.MOST_ROWS + " 行；请删除示例行",
                "负责人：员工账号，不填则为导入人；日期如 2026-01-05；不能使用公式"));
        columns()
                .filter(column -> !column.values(enums).isEmpty())
                .forEach(column -> hints.add(column.title() + "：" + String.join(" / ", column.values(enums))));
        return hints;
    }

    private static String heading(Column column) {
        return Column.REQUIRED.contains(column) ? column.title() + "*" : column.title();
    }

    private static Stream<Column> columns() {
        return Stream.of(Column.values());
    }
}
