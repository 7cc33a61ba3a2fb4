package com.andejia.crm.notifications.api;

import org.jspecify.annotations.Nullable;

/**
 * Which characters a header's value may have: the rule of the framework's firewall, without its pattern, which on each look at a header
 * costs a service that has just been started more than all the rest of the look.
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
