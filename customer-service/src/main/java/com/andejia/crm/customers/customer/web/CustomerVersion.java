package com.andejia.crm.customers.customer.web;

import com.andejia.crm.customers.api.Answer;
import com.andejia.crm.customers.api.Fields;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/** The version of a customer as HTTP knows it: {@code ETag} in answers, {@code If-Match} in requests. */
final class CustomerVersion {
    private static final Pattern HEADER = Pattern.compile("(?:W/)?\"([0-9]{1,10})\"|([0-9]{1,10})");

    private CustomerVersion() {}

    static ResponseEntity<Answer<CustomerView>> tagged(Answer<CustomerView> answer) {
        return ResponseEntity.ok().eTag("\"" + answer.data().version() + "\"").body(answer);
    }

    /** From the header or the body, in which it is the field {@code version}. */
    static long read(@Nullable String ifMatch, @Nullable Integer inBody, Fields fields) {
        Long inHeader = ifMatch == null ? null : parse(ifMatch.strip(), fields);
        if (ifMatch != null && inHeader == null) {
            return 0;
        }
        fields.require(inHeader != null || fields.mentions("version"), "version", "请提供客户的版本号：请求头 If-Match，或字段 version");
        fields.require(
                inHeader == null || inBody == null || inHeader == inBody.longValue(),
                "version",
                "请求头 If-Match 与字段 version 不一致");
        return inHeader != null ? inHeader : inBody != null ? inBody : 0;
    }

    private static @Nullable Long parse(String header, Fields fields) {
        Matcher matcher = HEADER.matcher(header);
        if (!fields.require(matcher.matches(), "If-Match", "If-Match 必须是客户的版本号，如 \"5\"")) {
            return null;
        }
        return Long.valueOf(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
    }
}
