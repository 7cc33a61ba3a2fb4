/** A person's preferences over HTTP. */
@NullMarked
package com.andejia.crm.notifications.preference.web;

import org.jspecify.annotations.NullMarked;
