/** Clients of event streams by the thousand, and what they make of the lines that come. */
@NullMarked
package com.andejia.crm.systemtests.crowd;

import org.jspecify.annotations.NullMarked;
