package com.andejia.crm.customers.importing;

import com.andejia.crm.customers.api.Refusal;
import com.andejia.crm.customers.api.Refusal.Kind;
import com.andejia.crm.customers.api.Texts;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which column of a file is which; in any order. */
final class Header {
    /** As many unknown ones as are worth naming. */
    private static final int NAMED_AT_MOST = 10;

    private final Map<Integer, Column> columns;

    private Header(Map<Integer, Column> columns) {
        this.columns = columns;
    }

    static Header read(Line line) {
        Map<Integer, Column> columns = new LinkedHashMap<>();
        Set<Column> seen = EnumSet.noneOf(Column.class);
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < line.cells().size(); i++) {
            String name = line.cell(i);
            if (name.isEmpty()) {
                continue;
            }
            Column column = Column.named(name).orElse(null);
            if (column == null) {
                unknown.add(Texts.quotable(name));
            } else if (seen.add(column)) {
                columns.put(i, column);
            } else {
                throw Refusal.of(Kind.INVALID, "列重复：" + column.title());
            }
        }
        if (!unknown.isEmpty()) {
            throw Refusal.of(
                    Kind.INVALID, "未知列：" + unknown.stream().limit(NAMED_AT_MOST).collect(Collectors.joining("、")));
        }
        requireAll(seen);
        return new Header(columns);
    }

    private static void requireAll(Set<Column> seen) {
        List<String> missing = Column.REQUIRED.stream()
                .filter(column -> !seen.contains(column))
                .map(Column::title)
                .collect(Collectors.toCollection(ArrayList::new));
        if (!seen.contains(Column.PHONE) && !seen.contains(Column.WECHAT)) {
            missing.add(Column.PHONE.title() + "或" + Column.WECHAT.title());
        }
        if (!missing.isEmpty()) {
            throw Refusal.of(Kind.INVALID, "缺少必填列：" + String.join("、", missing));
        }
    }

    Map<Integer, Column> columns() {
        return columns;
    }

    /** A cell with something in it that no column claims: to drop it would lose it unnoticed. */
    OptionalInt cellWithoutColumn(Line line) {
        return IntStream.range(0, line.cells().size())
                .filter(i -> !columns.containsKey(i) && !line.cell(i).isEmpty())
                .findFirst();
    }
}
