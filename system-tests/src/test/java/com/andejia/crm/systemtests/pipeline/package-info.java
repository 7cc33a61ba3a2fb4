/** The whole path, from the request that enters a customer to the screen of its owner: how fast it is, and what its parts could do. */
@NullMarked
package com.andejia.crm.systemtests.pipeline;

import org.jspecify.annotations.NullMarked;
