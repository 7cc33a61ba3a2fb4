package com.andejia.crm.customers.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7, true",
        "203.0.113.7, 203.0.113.8, false",
        "2001:db8:1:2::1, 2001:db8:1:2:3:4:5:6, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false",
        "::ffff:203.0.113.7, 203.0.113.7, true"
    })
    void anIpv6NetworkIsOneClient(String one, String other, boolean same) throws UnknownHostException {
        boolean alike =
                ClientAddress.of(InetAddress.getByName(one)).equals(ClientAddress.of(InetAddress.getByName(other)));

        assertThat(alike).isEqualTo(same);
    }
}
