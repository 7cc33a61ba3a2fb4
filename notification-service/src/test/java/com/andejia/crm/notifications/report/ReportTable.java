package com.andejia.crm.notifications.report;

import com.andejia.crm.notifications.scenario.Tells;
import java.util.stream.Stream;

/** What the README's table has to say of reports. */
public final class ReportTable {
    public static final String PROOF = EveryReportIT.class.getSimpleName();

    private ReportTable() {}

    public record Row(String type, Tells words) {}

    public static Stream<Row> rows() {
        return Stream.of(ReportType.values()).map(type -> new Row(type.name(), words(type)));
    }

    private static Tells words(ReportType type) {
        try {
            return ReportType.class.getField(type.name()).getAnnotation(Tells.class);
        } catch (NoSuchFieldException e) {
            throw new AssertionError(e);
        }
    }
}
