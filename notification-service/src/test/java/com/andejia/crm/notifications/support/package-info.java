/** What the integration tests stand on. */
package com.andejia.crm.notifications.support;
