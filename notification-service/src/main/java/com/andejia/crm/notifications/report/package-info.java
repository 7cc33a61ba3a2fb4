/** What people have done, and the reports of it: of the day, the week and the month. */
@NullMarked
package com.andejia.crm.notifications.report;

import org.jspecify.annotations.NullMarked;
