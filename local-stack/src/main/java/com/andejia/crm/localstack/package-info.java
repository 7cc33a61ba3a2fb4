/** Everything the services need around them on one machine, without Docker: broker, database, launcher, test support. */
@NullMarked
package com.andejia.crm.localstack;

import org.jspecify.annotations.NullMarked;
