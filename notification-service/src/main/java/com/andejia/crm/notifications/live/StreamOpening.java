package com.andejia.crm.notifications.live;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for that opens a stream.
 *
 * @param lastEventId where it was, or null if it has just come
 * @param expiresAt when its token ends, and so the stream
 */
record StreamOpening(String person, @Nullable String lastEventId, Instant expiresAt) {}
