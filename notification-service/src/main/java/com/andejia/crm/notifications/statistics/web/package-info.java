/** Receipts and statistics over HTTP. */
@NullMarked
package com.andejia.crm.notifications.statistics.web;

import org.jspecify.annotations.NullMarked;
