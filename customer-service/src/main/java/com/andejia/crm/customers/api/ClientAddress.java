package com.andejia.crm.customers.api;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Where a request comes from, as far as limits go. What a proxy says of it counts only where {@code
 * server.forward-headers-strategy} is set.
 */
public final class ClientAddress {
    /** A household or server has 64 bits of IPv6 addresses to choose from. */
    private static final int NETWORK_BYTES = 8;

    private ClientAddress() {}

    public static String of(ServerHttpRequest request) {
        InetSocketAddress remote = request.getRemoteAddress();
        return remote == null || remote.getAddress() == null ? "unknown" : of(remote.getAddress());
    }

    static String of(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(address.getAddress(), 0, NETWORK_BYTES)
                : address.getHostAddress();
    }
}
