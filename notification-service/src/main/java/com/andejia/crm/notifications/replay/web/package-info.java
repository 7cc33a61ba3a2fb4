/** Replays over REST. */
@NullMarked
package com.andejia.crm.notifications.replay.web;

import org.jspecify.annotations.NullMarked;
