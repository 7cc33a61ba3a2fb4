package com.andejia.crm.notifications.template;

/** Which text: that of one notification type in one language. */
public record TemplateKey(String type, String locale) {}
