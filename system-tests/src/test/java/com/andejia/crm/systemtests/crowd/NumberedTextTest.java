package com.andejia.crm.systemtests.crowd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumberedTextTest {
    private final NumberedText names = new NumberedText("name", "customer");

    @Test
    void aNumberIsFoundAgainInItsField() {
        assertThat(find("data: {\"title\":\"客户 customer-000007\",\"name\":\"" + names.of(42) + "\"}"))
                .isEqualTo(42);
    }

    @Test
    void otherTextsHaveNone() {
        assertThat(find("data: {\"name\":\"爱丽丝\"}")).isEqualTo(NumberedText.NONE);
        assertThat(find("data: {\"name\":\"customer-0000")).isEqualTo(NumberedText.NONE);
    }

    private int find(String line) {
        byte[] bytes = line.getBytes(UTF_8);
        return names.in(bytes, 0, bytes.length);
    }
}
