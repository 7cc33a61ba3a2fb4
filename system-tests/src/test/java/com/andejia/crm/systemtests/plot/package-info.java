/** A picture of a long run under faults: what was done to the system, and how it fared. */
@NullMarked
package com.andejia.crm.systemtests.plot;

import org.jspecify.annotations.NullMarked;
