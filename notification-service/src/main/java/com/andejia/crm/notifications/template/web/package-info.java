/** Editing texts over HTTP. */
@NullMarked
package com.andejia.crm.notifications.template.web;

import org.jspecify.annotations.NullMarked;
