package com.andejia.crm.systemtests.pipeline;

import com.andejia.crm.localstack.ServiceProcess;
import com.andejia.crm.systemtests.measuring.Scraped;
import com.andejia.crm.systemtests.measuring.Usage;
import java.util.List;

/**
 * What a process uses.
 *
 * @param allocatedBytes as its collector has counted them; NaN where nobody counts
 */
record Spending(Usage usage, double allocatedBytes) {
    private static final double BYTES_PER_KIB = 1_024;
    private static final double BYTES_PER_MEGABYTE = 1e6;

    static Spending of(Usage usage) {
        return new Spending(usage, Double.NaN);
    }

    static Spending of(ServiceProcess service) {
        return new Spending(
                Usage.of(List.of(service.pid())),
                Scraped.sum(service.managementUri(), "jvm_gc_memory_allocated_bytes_total"));
    }

    double residentMegabytes() {
        return usage.residentKiB() * BYTES_PER_KIB / BYTES_PER_MEGABYTE;
    }

    double cpuSecondsSince(Spending earlier) {
        return usage.cpuSeconds() - earlier.usage.cpuSeconds();
    }

    double allocatedKibSince(Spending earlier) {
        return (allocatedBytes - earlier.allocatedBytes) / BYTES_PER_KIB;
    }
}
