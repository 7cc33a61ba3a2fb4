package com.andejia.crm.customers.customer;

import com.andejia.crm.customers.api.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The values that fields of a customer may have. */
@Component
public class CustomerEnums {
    private static final List<String> LEAD_SOURCES = List.of("美团", "抖音", "快手", "小红书", "转介绍", "线索购买", "官网", "其他");

    private final List<String> leadSources;

    CustomerEnums(@Value("${crm.customers.extra-lead-sources}") List<String> extraLeadSources) {
        leadSources = Stream.concat(LEAD_SOURCES.stream(), extraLeadSources.stream())
                .distinct()
                .toList();
    }

    public List<String> leadSources() {
        return leadSources;
    }

    public List<String> leadLevels() {
        return List.of("O类", "A类", "B类", "C类", "D类", "流失");
    }

    public List<String> contractStatuses() {
        return List.of("已签约", "签约中", "匹配中", "已面试", "流失客户", "已退款", "退款中", "待定");
    }

    public List<String> serviceCategories() {
        return List.of("月嫂", "住家育儿嫂", "保洁", "住家保姆", "养宠", "小时工", "白班育儿", "白班保姆", "住家护老", "家教", "陪伴师");
    }

    /** The properties that a list is narrowed to, as a request names them. */
    public Map<String, String> wanted(Fields fields) {
        Map<String, List<String>> values = Map.of(
                "leadSource", leadSources(),
                "leadLevel", leadLevels(),
                "contractStatus", contractStatuses(),
                "serviceCategory", serviceCategories());
        Map<String, String> wanted = new LinkedHashMap<>();
        CustomerQuery.PROPERTIES.forEach(field -> {
            String value = fields.oneOf(field, Objects.requireNonNull(values.get(field)));
            if (value != null) {
                wanted.put(field, value);
            }
        });
        return wanted;
    }

    public List<String> restSchedules() {
        return List.of("单休", "双休", "无休", "调休", "待定");
    }
}
