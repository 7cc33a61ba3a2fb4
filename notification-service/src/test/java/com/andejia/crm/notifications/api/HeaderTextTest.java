package com.andejia.crm.notifications.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeaderTextTest {
    /** As the framework's firewall has it. */
    private static final Pattern RULE = Pattern.compile("[\\p{IsAssigned}&&[[^\\p{IsControl}]||\\t]]*");

    @Test
    void eachCharacterIsJudgedAsTheFrameworksOwnRuleWould() {
        IntStream.rangeClosed(0, Character.MAX_VALUE)
                .filter(c -> !Character.isSurrogate((char) c))
                .mapToObj(c -> "a" + (char) c)
                .forEach(value -> assertThat(HeaderText.isAllowed(value))
                        .as("U+%04X", (int) value.charAt(1))
                        .isEqualTo(RULE.matcher(value).matches()));
    }

    @Test
    void aHeaderThatIsNotThereHasNothingWrong() {
        assertThat(HeaderText.isAllowed(null)).isTrue();
        assertThat(HeaderText.isAllowed("")).isTrue();
    }
}
