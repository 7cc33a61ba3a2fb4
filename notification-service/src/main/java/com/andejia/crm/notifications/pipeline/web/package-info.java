/** The state of the pipeline over REST. */
@NullMarked
package com.andejia.crm.notifications.pipeline.web;

import org.jspecify.annotations.NullMarked;
