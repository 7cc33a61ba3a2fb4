package com.andejia.crm.notifications.api;

import org.jspecify.annotations.Nullable;

/**
 * Which characters a header's value may have: the rule of the framework's firewall, without its pattern, which took a tenth of the time
 * of a service that had just been started and that everybody came back to.
 */
final class HeaderText {
    private HeaderText() {}

    /** Whether all are assigned, and none but the tab is a control character; so of what is not there. */
    static boolean isAllowed(@Nullable String value) {
        for (int i = 0; value != null && i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '\t' && (Character.isISOControl(c) || !Character.isDefined(c))) {
                return false;
            }
        }
        return true;
    }
}
