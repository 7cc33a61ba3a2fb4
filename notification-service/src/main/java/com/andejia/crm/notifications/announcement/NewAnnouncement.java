package com.andejia.crm.notifications.announcement;

import com.andejia.crm.notifications.api.InvalidRequest;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An announcement as an admin asks for it.
 *
 * @param actionUrl a path of the CRM or an {@code http(s)} address
 * @param role those with this role only; everybody without it
 * @param unknown fields that there are none of: one that is misspelt must not be lost, or it goes to everybody
 */
record NewAnnouncement(
        @Nullable @Schema(requiredMode = Schema.RequiredMode.REQUIRED, minLength = 1, maxLength = 1000)
        String content,

        @Nullable @Schema(maxLength = 50) String title,
        @Nullable @Schema(maxLength = 500) String actionUrl,

        @Nullable @Schema(allowableValues = {"admin", "manager", "operator", "employee"})
        String role,

        @JsonAnySetter @Schema(hidden = true) @Nullable Map<String, Object> unknown) {

    private static final Set<String> ROLES = new TreeSet<>(Set.of("admin", "manager", "operator", "employee"));
    private static final Pattern ADDRESS = Pattern.compile("(/(?![/\\\\])|https?://)\\S*");

    /**
     * Checks all fields.
     *
     * @throws InvalidRequest naming the first that cannot be taken
     */
    void requireValid() {
        if (unknown != null && !unknown.isEmpty()) {
            throw new InvalidRequest(unknown.keySet().iterator().next(), "没有这个字段");
        }
        if (content == null || content.isBlank()) {
            throw new InvalidRequest("content", "必填");
        }
        requireText("content", content, 1000);
        requireText("title", title, 50);
        requireText("actionUrl", actionUrl, 500);
        if (actionUrl != null && !ADDRESS.matcher(actionUrl).matches()) {
            throw new InvalidRequest("actionUrl", "应为以 / 开头的路径，或 http(s) 地址");
        }
        if (role != null && !ROLES.contains(role)) {
            throw new InvalidRequest("role", "应为 " + String.join("、", ROLES) + " 之一");
        }
    }

    private static void requireText(String field, @Nullable String text, int longest) {
        if (text == null) {
            return;
        }
        if (text.isEmpty() || text.length() > longest) {
            throw new InvalidRequest(field, "应为 1 到 " + longest + " 个字符");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new InvalidRequest(field, "含有无效字符");
        }
    }
}
