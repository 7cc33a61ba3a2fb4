/** What all benchmarks share: cores, what processes cost, how the highest rate is found. */
@NullMarked
package com.andejia.crm.systemtests.measuring;

import org.jspecify.annotations.NullMarked;
