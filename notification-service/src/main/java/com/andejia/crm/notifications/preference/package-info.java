/** What a person wants to be told, in which language, and when in silence. */
@NullMarked
package com.andejia.crm.notifications.preference;

import org.jspecify.annotations.NullMarked;
