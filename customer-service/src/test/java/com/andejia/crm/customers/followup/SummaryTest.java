package com.andejia.crm.customers.followup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SummaryTest {

    @ParameterizedTest
    @CsvSource({
        "丈夫电话13800138999，晚上打, 丈夫电话138****8999，晚上打",
        "138 0013 8999, 138****8999",
        "138-0013-8999, 138****8999",
        "138.0013.8999, 138****8999",
        "１３８００１３８９９９, 138****8999",
        "+86 13800138999, +86 138****8999",
        "8613800138999, 861****8999",
        "座机010-12345678, 座机010****5678",
        "(0755) 8888 6666, 075****6666",
        "客服4008123456, 客服****",
        "QQ 1234567, QQ ****",
        "身份证11010519491231002X, 身份证110****1002X"
    })
    void whatLooksLikeAPhoneIsMasked(String content, String summary) {
        assertThat(Summary.of(content)).isEqualTo(summary);
    }

    @ParameterizedTest
    @ValueSource(strings = {"预算8000-10000元，2025-12-01上门", "3室2厅 120平", "客户希望下周一面试"})
    void whatDoesNotStaysAsItIs(String content) {
        assertThat(Summary.of(content)).isEqualTo(content);
    }

    @Test
    void onlyTheBeginningIsKeptAndNoCharacterIsCutInTwo() {
        assertThat(Summary.of("长".repeat(100))).isEqualTo("长".repeat(100));
        assertThat(Summary.of("长".repeat(101))).isEqualTo("长".repeat(100));
        assertThat(Summary.of("😀".repeat(101))).isEqualTo("😀".repeat(100));
    }

    @Test
    void aPhoneAtTheEndOfTheSummaryIsMaskedBeforeItIsCut() {
        assertThat(Summary.of("长".repeat(94) + "13800138999")).isEqualTo("长".repeat(94) + "138***");
    }
}
