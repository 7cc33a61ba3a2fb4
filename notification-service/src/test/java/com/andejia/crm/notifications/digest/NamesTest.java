package com.andejia.crm.notifications.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NamesTest {
    @Test
    void fewAreNamedAll() {
        assertThat(Names.of(customers(2), 2, "zh-CN")).isEqualTo("客户1、客户2");
        assertThat(Names.of(customers(2), 2, "en")).isEqualTo("客户1, 客户2");
    }

    @Test
    void ofManyTheFirstFiveAreNamed() {
        assertThat(Names.of(customers(100), 300, "zh-CN")).isEqualTo("客户1、客户2、客户3、客户4、客户5等");
        assertThat(Names.of(customers(6), 6, "en")).isEqualTo("客户1, 客户2, 客户3, 客户4, 客户5 and others");
    }

    @Test
    void aContractIsNamedAfterItsCustomer() {
        assertThat(Names.of(List.of(Map.of("contractNumber", "HT-1", "customerName", "张三")), 1, "zh-CN"))
                .isEqualTo("张三");
        assertThat(Names.of(List.of(Map.of("contractNumber", "HT-1")), 1, "zh-CN"))
                .isEqualTo("HT-1");
    }

    @Test
    void aNameOfAnyLengthFitsTheLine() {
        assertThat(Names.of(List.of(Map.of("customerName", "长".repeat(10_000))), 1, "zh-CN"))
                .hasSize(50);
    }

    private static List<Map<String, String>> customers(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> Map.of("customerName", "客户" + i))
                .toList();
    }
}
