/** What all benchmarks share: the machine, what processes cost, how the highest rate is found, where results are written. */
@NullMarked
package com.andejia.crm.systemtests.measuring;

import org.jspecify.annotations.NullMarked;
