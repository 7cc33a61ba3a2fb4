/** Telling again what was lost: events are read once more, and what is missing of what follows from them is asked for in silence. */
@NullMarked
package com.andejia.crm.notifications.replay;

import org.jspecify.annotations.NullMarked;
