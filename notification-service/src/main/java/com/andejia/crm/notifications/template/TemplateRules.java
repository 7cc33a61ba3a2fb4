package com.andejia.crm.notifications.template;

import com.andejia.crm.notifications.api.InvalidRequest;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a text may be. */
final class TemplateRules {
    private static final int LONGEST_TITLE = 100;
    private static final int LONGEST_CONTENT = 1_000;
    private static final int LONGEST_URL = 500;
    private static final int LONGEST_ACTION = 20;

    /** Nothing that a browser would run: a path of the CRM, another site by TLS, or a variable that is one of these. */
    private static final Pattern URL = Pattern.compile("(/(?!/)|https://|\\{\\{\\w+}}$)\\S*");

    private static final Pattern ICON = Pattern.compile("[a-z0-9-]{1,40}");
    private static final Pattern COLOR = Pattern.compile("#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})");
    private static final Pattern BRACES = Pattern.compile("\\{\\{|}}");

    private TemplateRules() {}

    /**
     * Checks all parts.
     *
     * @throws InvalidRequest naming the first part that cannot be, and why
     */
    static void check(Template text, Set<String> allowed) {
        checkText("title", text.title(), LONGEST_TITLE);
        checkVariables("title", text.title(), allowed);
        checkText("content", text.content(), LONGEST_CONTENT);
        checkVariables("content", text.content(), allowed);
        checkText("actionUrl", text.actionUrl(), LONGEST_URL);
        checkVariables("actionUrl", text.actionUrl(), allowed);
        require(URL.matcher(text.actionUrl()).matches(), "actionUrl", "应以 / 或 https:// 开头，不含空格");
        checkText("actionText", text.actionText(), LONGEST_ACTION);
        checkVariables("actionText", text.actionText(), Set.of());
        require(ICON.matcher(text.icon()).matches(), "icon", "应为图标名，如 user-plus");
        require(COLOR.matcher(text.color()).matches(), "color", "应为颜色，如 #1677ff");
    }

    private static void checkText(String part, String text, int longest) {
        require(!text.isBlank() && text.length() <= longest, part, "应为 1 到 " + longest + " 个字符");
        require(text.codePoints().noneMatch(TemplateRules::isForbidden), part, "含有不允许的字符");
    }

    /** Half a surrogate pair, which no encoding can carry, or a control character other than a line's end. */
    private static boolean isForbidden(int point) {
        return Character.getType(point) == Character.SURROGATE || (Character.isISOControl(point) && point != '\n');
    }

    private static void checkVariables(String part, String text, Set<String> allowed) {
        for (String name : Template.variablesOf(text)) {
            require(allowed.contains(name), part, "未知变量 {{" + shortened(name) + "}}，" + choice(allowed));
        }
        boolean bracesLeft = BRACES.matcher(Template.PLACEHOLDER.matcher(text).replaceAll(""))
                .find();
        require(!bracesLeft, part, "变量应写作 {{name}}");
    }

    private static String shortened(String name) {
        return name.substring(0, Math.min(name.length(), 50));
    }

    private static String choice(Set<String> allowed) {
        return allowed.isEmpty() ? "此处不能使用变量" : "可用变量：" + String.join("、", new TreeSet<>(allowed));
    }

    private static void require(boolean holds, String part, String problem) {
        if (!holds) {
            throw new InvalidRequest(part, problem);
        }
    }
}
