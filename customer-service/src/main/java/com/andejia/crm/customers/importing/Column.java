package com.andejia.crm.customers.importing;

import com.andejia.crm.customers.customer.CustomerEnums;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A column of an import file: the field that it fills, and how people name it. In the order of the template. */
enum Column {
    NAME("name", "姓名", Kind.TEXT, "示例客户"),
    PHONE("phone", "手机号", Kind.TEXT, "13800138000"),
    WECHAT("wechatId", "微信号", Kind.TEXT, "example_wechat"),
    LEAD_SOURCE("leadSource", "线索来源", Kind.TEXT, "美团"),
    LEAD_LEVEL("leadLevel", "线索等级", Kind.TEXT, "A类"),
    CONTRACT_STATUS("contractStatus", "签约状态", Kind.TEXT, "匹配中"),
    SERVICE_CATEGORY("serviceCategory", "服务类别", Kind.TEXT, "月嫂"),
    ASSIGNED_TO("assignedTo", "负责人", Kind.TEXT, ""),
    ASSIGNMENT_REASON("assignmentReason", "分配原因", Kind.TEXT, "离客户近"),
    SALARY_BUDGET("salaryBudget", "薪资预算", Kind.INTEGER, "8000"),
    HOME_AREA("homeArea", "家庭面积", Kind.INTEGER, "120"),
    FAMILY_SIZE("familySize", "家庭人数", Kind.INTEGER, "4"),
    REST_SCHEDULE("restSchedule", "休息方式", Kind.TEXT, "单休"),
    EXPECTED_START_DATE("expectedStartDate", "期望上户日期", Kind.DATE, "2026-01-05"),
    EXPECTED_DELIVERY_DATE("expectedDeliveryDate", "预产期", Kind.DATE, "2026-03-15"),
    ADDRESS("address", "地址", Kind.TEXT, "朝阳区示例路 1 号"),
    AREA("area", "地区", Kind.TEXT, "北京"),
    AGE_REQUIREMENT("ageRequirement", "年龄要求", Kind.TEXT, "35-50 岁"),
    GENDER_REQUIREMENT("genderRequirement", "性别要求", Kind.TEXT, "女"),
    ORIGIN_REQUIREMENT("originRequirement", "籍贯要求", Kind.TEXT, "不限"),
    EDUCATION_REQUIREMENT("educationRequirement", "学历要求", Kind.TEXT, "不限"),
    REMARKS("remarks", "备注", Kind.TEXT, "示例行，导入前请删除");

    /** How the text of a cell becomes what the rules for customers expect. */
    enum Kind {
        TEXT,
        INTEGER,
        DATE
    }

    static final List<Column> REQUIRED = List.of(NAME, LEAD_SOURCE, LEAD_LEVEL, CONTRACT_STATUS);

    private final String field;
    private final String title;
    private final Kind kind;
    private final String example;

    Column(String field, String title, Kind kind, String example) {
        this.field = field;
        this.title = title;
        this.kind = kind;
        this.example = example;
    }

    String field() {
        return field;
    }

    String title() {
        return title;
    }

    Kind kind() {
        return kind;
    }

    String example() {
        return example;
    }

    /** By its Chinese or English name; stars that mark what is required are nobody's name. */
    static Optional<Column> named(String header) {
        String name = header.replace("*", "").strip();
        return Stream.of(values())
                .filter(column -> column.title.equals(name)
                        || column.field.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** The values that it may have; empty if any. */
    List<String> values(CustomerEnums enums) {
        return switch (this) {
            case LEAD_SOURCE -> enums.leadSources();
            case LEAD_LEVEL -> enums.leadLevels();
            case CONTRACT_STATUS -> enums.contractStatuses();
            case SERVICE_CATEGORY -> enums.serviceCategories();
            case REST_SCHEDULE -> enums.restSchedules();
            default -> List.of();
        };
    }
}
