/** Replays and how far they are, in MongoDB. */
@NullMarked
package com.andejia.crm.notifications.replay.mongo;

import org.jspecify.annotations.NullMarked;
