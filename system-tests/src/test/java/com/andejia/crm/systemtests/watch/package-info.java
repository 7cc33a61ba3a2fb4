/** Whether dashboards and alerts ask for what services tell, and the runbook says what to do. */
@NullMarked
package com.andejia.crm.systemtests.watch;

import org.jspecify.annotations.NullMarked;
