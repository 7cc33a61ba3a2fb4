package com.andejia.crm.notifications.template;

/** The edited texts are known: from now on people can be told in the words that they should be told in. */
public record TemplatesReady() {}
