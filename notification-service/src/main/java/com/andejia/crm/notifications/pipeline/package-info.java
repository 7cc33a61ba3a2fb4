/** Whether people are being told: where records wait, and for how long. */
@NullMarked
package com.andejia.crm.notifications.pipeline;

import org.jspecify.annotations.NullMarked;
