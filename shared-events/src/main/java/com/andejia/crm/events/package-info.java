/** What happened, as the rest of the CRM may know it: the contract between the services, free of any codec. */
@NullMarked
package com.andejia.crm.events;

import org.jspecify.annotations.NullMarked;
