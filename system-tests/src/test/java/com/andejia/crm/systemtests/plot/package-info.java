/** Pictures of what was measured: of a long run under faults, and of things side by side. */
@NullMarked
package com.andejia.crm.systemtests.plot;

import org.jspecify.annotations.NullMarked;
