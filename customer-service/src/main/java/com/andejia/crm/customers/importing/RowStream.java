package com.andejia.crm.customers.importing;

import com.andejia.crm.customers.api.Refusal;
import com.andejia.crm.customers.api.Refusal.Kind;
import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The rows of a file, judged one by one as far as the file alone tells. */
final class RowStream implements Closeable {
    static final int MOST_ROWS = 10_000;

    /** Lines before the header that begin so are hints of the template. */
    private static final String HINT = "#";

    private static final List<Column> CONTACTS = List.of(Column.PHONE, Column.WECHAT);

    private final Table table;
    private final RowRules rules;
    private final Header header;
    private final Map<String, Integer> seen = new HashMap<>();
    private int rows;

    private RowStream(Table table, RowRules rules, Header header) {
        this.table = table;
        this.rules = rules;
        this.header = header;
    }

    /** Closes the table unless it returns. */
    static RowStream of(Table table, RowRules rules) throws IOException {
        try {
            return new RowStream(table, rules, header(table));
        } catch (IOException | RuntimeException e) {
            table.close();
            throw e;
        }
    }

    private static Header header(Table table) throws IOException {
        Line line = table.next();
        while (line != null && (line.isBlank() || line.cell(0).startsWith(HINT))) {
            line = table.next();
        }
        if (line == null) {
            throw Refusal.of(Kind.INVALID, "文件是空的");
        }
        return Header.read(line);
    }

    /** Null after the last one. */
    @Nullable
    RowOutcome next() throws IOException {
        Line line = table.next();
        while (line != null && line.isBlank()) {
            line = table.next();
        }
        if (line == null) {
            return null;
        }
        if (++rows > MOST_ROWS) {
            throw Refusal.of(Kind.TOO_LARGE, "一次最多导入 " + MOST_ROWS + " 行，请分成几个文件");
        }
        return judge(line);
    }

    private RowOutcome judge(Line line) {
        ImportRow row = new ImportRow(line.number(), values(line));
        OptionalInt stray = header.cellWithoutColumn(line);
        if (stray.isPresent()) {
            return failed(row, "第 " + (stray.getAsInt() + 1) + " 列", "该列没有标题");
        }
        for (Column column : header.columns().values()) {
            if (row.values().getOrDefault(column.field(), "").startsWith("=")) {
                return failed(row, column.title(), "不能是公式，请填写数值或文本");
            }
        }
        try {
            rules.customer(row);
        } catch (Refusal refusal) {
            return new RowOutcome.Failed(RowRules.errors(row, refusal));
        }
        return firstOfItsKind(row);
    }

    private Map<String, String> values(Line line) {
        Map<String, String> values = new LinkedHashMap<>();
        header.columns().forEach((index, column) -> {
            String text = line.cell(index);
            if (!text.isEmpty()) {
                values.put(column.field(), column.kind() == Column.Kind.DATE ? table.date(text) : text);
            }
        });
        return values;
    }

    /** So that of two rows the first one is entered, however many are entered at the same time. */
    private RowOutcome firstOfItsKind(ImportRow row) {
        for (Column column : CONTACTS) {
            Integer first = seen.get(contact(row, column));
            if (first != null) {
                return new RowOutcome.Duplicate(new RowError(row.number(), column.title(), "与第 " + first + " 行重复"));
            }
        }
        CONTACTS.stream()
                .filter(column -> row.values().containsKey(column.field()))
                .forEach(column -> seen.put(contact(row, column), row.number()));
        return new RowOutcome.ToEnter(row);
    }

    private static String contact(ImportRow row, Column column) {
        return column.field() + ":" + row.values().get(column.field());
    }

    private static RowOutcome failed(ImportRow row, String field, String message) {
        return new RowOutcome.Failed(List.of(new RowError(row.number(), field, message)));
    }

    @Override
    public void close() throws IOException {
        table.close();
    }
}
