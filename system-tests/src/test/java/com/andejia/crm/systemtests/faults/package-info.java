/**
 * The system under fire: every part a process of its own, a wire between any two of them that can fail, and a ledger that knows
 * what each person must have been told in the end.
 */
@NullMarked
package com.andejia.crm.systemtests.faults;

import org.jspecify.annotations.NullMarked;
