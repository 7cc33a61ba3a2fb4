/** The console page: its files are static, and it asks here what it cannot know. */
@NullMarked
package com.andejia.crm.notifications.console;

import org.jspecify.annotations.NullMarked;
