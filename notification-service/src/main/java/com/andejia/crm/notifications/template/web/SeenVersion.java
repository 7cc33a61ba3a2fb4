package com.andejia.crm.notifications.template.web;

import com.andejia.crm.notifications.api.InvalidRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The version that a client decided on: {@code If-Match}, or the field {@code version}; neither if it does not care. */
final class SeenVersion {
    private static final Pattern HEADER = Pattern.compile("(?:W/)?\"([0-9]{1,9})\"|([0-9]{1,9})");

    private SeenVersion() {}

    static @Nullable Integer of(@Nullable String ifMatch, @Nullable Integer inBody) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return inBody;
        }
        Matcher matcher = HEADER.matcher(ifMatch.strip());
        if (!matcher.matches()) {
            throw new InvalidRequest("If-Match", "应为模板的版本号，如 \"5\"");
        }
        int inHeader = Integer.parseInt(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
        if (inBody != null && inBody != inHeader) {
            throw new InvalidRequest("version", "请求头 If-Match 与字段 version 不一致");
        }
        return inHeader;
    }
}
