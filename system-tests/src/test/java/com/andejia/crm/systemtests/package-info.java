/** Both services as processes on real parts, seen from outside only. */
package com.andejia.crm.systemtests;
