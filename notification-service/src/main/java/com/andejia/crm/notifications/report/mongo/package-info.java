/** What people have done and which reports have been sent, in MongoDB. */
@NullMarked
package com.andejia.crm.notifications.report.mongo;

import org.jspecify.annotations.NullMarked;
