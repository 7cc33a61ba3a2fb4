/** Who works here, what they may do, and how they prove who they are. */
@NullMarked
package com.andejia.crm.customers.staff;

import org.jspecify.annotations.NullMarked;
