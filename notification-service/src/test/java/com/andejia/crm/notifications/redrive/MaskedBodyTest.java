package com.andejia.crm.notifications.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ops see what a record is about, and nothing of anybody. */
class MaskedBodyTest {
    @Test
    void idsAndShapeStayAndWhatIsPersonalIsHidden() {
        assertThat(masked("""
                        {"customerId":"c-1","customerName":"张三","maskedPhone":"138****8999","leadSource":"美团","days":7,
                        "assignedTo":{"id":"alice","name":"爱丽丝"},"reason":null,"oldWorker":["李四","王五"]}"""))
                .isEqualTo(
                        "{\"customerId\":\"c-1\",\"customerName\":\"***\",\"maskedPhone\":\"***\",\"leadSource\":\"美团\","
                                + "\"days\":7,\"assignedTo\":{\"id\":\"alice\",\"name\":\"***\"},\"reason\":null,"
                                + "\"oldWorker\":[\"***\",\"***\"]}");
    }

    @Test
    void aPhoneIsMaskedWhereverItStands() {
        assertThat(masked("{\"source\":\"请拨打13800138999\",\"n\":13800138999}"))
                .isEqualTo("{\"source\":\"请拨打138****8999\",\"n\":\"138****8999\"}");
        assertThat(MaskedBody.text("no such customer 13800138999")).isEqualTo("no such customer 138****8999");
    }

    @Test
    void whatStandsWhereItShouldNotIsHiddenToo() {
        assertThat(masked("{\"assignedTo\":\"张三\",\"note\":[\"Tom\"]}"))
                .isEqualTo("{\"assignedTo\":\"***\",\"note\":[\"***\"]}");
        assertThat(masked("\"张三\"")).isEqualTo("\"***\"");
        assertThat(masked("张三, Tom Smith, 13800138999")).isEqualTo("***, *** ***, 138****8999");
        assertThat(masked("{\"customerId\":\"c-1\", 张三, \"days\": 7, \"isNew\": true"))
                .isEqualTo("{\"customerId\":\"c-1\", ***, \"days\": 7, \"isNew\": true");
    }

    @Test
    void whatIsNoJsonIsShownAsFarAsItGoes() {
        assertThat(masked("{\"customerId\":\"c-1\",\"customerName\":\"张三\",\"phone\":\"1380013"))
                .isEqualTo("{\"customerId\":\"c-1\",\"customerName\":\"***\",\"phone\":\"***\"");
        assertThat(masked("{\"not\":")).isEqualTo("{\"not\":");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "42", "\"张三\"", "\u0000\u0001", "[", "\"a\":\"\\"})
    void nothingIsTooStrange(String body) {
        assertThat(masked(body)).isNotNull();
    }

    @Test
    void aLongOneIsCutShortAndADeepOneIsText() {
        assertThat(masked("{\"a\":\"" + "b".repeat(1_000_000) + "\"}")).hasSizeLessThan(5_000);
        assertThat(masked("[".repeat(5_000))).hasSizeLessThan(5_000);
        assertThat(MaskedBody.of(null)).isNull();
    }

    private static String masked(String body) {
        return MaskedBody.of(body.getBytes(StandardCharsets.UTF_8));
    }
}
