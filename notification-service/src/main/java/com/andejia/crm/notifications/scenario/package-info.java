/** Who is told what when something happens: one small class per scenario. */
@NullMarked
package com.andejia.crm.notifications.scenario;

import org.jspecify.annotations.NullMarked;
